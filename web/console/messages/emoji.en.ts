// The pictures that the composer offers, each with its name; part of the catalogue, since the names are words.
export const emoji: readonly (readonly [picture: string, name: string])[] = [
  ["🙂", "slight smile"], ["😀", "grin"], ["😄", "laughing"], ["😊", "smile with warm eyes"], ["😉", "wink"], ["😅", "relieved laugh"],
  ["😂", "tears of joy"], ["🥰", "smile with hearts"], ["😍", "heart eyes"], ["🤗", "hug"], ["🤔", "thinking"], ["😌", "relieved"],
  ["😎", "cool"], ["🤩", "star-struck"], ["🥳", "party"], ["😇", "innocent"], ["🙃", "upside down"], ["😬", "awkward"],
  ["😕", "unsure"], ["🙁", "frown"], ["😢", "sad"], ["😔", "sorry"], ["😮", "surprised"], ["😴", "asleep"],
  ["👋", "wave"], ["👍", "thumbs up"], ["👎", "thumbs down"], ["👌", "all right"], ["🙏", "thank you"], ["👏", "applause"],
  ["💪", "strong"], ["🤝", "handshake"], ["✌️", "victory"], ["🤞", "fingers crossed"], ["👀", "eyes"], ["🙌", "hands up"],
  ["❤️", "red heart"], ["💙", "blue heart"], ["💚", "green heart"], ["💛", "yellow heart"], ["✨", "sparkles"], ["🎉", "celebration"],
  ["🔥", "fire"], ["⭐", "star"], ["☀️", "sun"], ["🌈", "rainbow"], ["🌸", "blossom"], ["🍀", "clover"],
  ["✅", "done"], ["❌", "no"], ["❗", "important"], ["❓", "question"], ["💡", "idea"], ["🔎", "search"],
  ["📎", "paper clip"], ["📦", "parcel"], ["🚚", "delivery"], ["💳", "card"], ["🧾", "receipt"], ["🎁", "gift"],
  ["📅", "calendar"], ["⏰", "alarm clock"], ["📞", "telephone"], ["✉️", "envelope"], ["🔒", "lock"], ["🛠️", "tools"],
  ["☕", "coffee"], ["🍰", "cake"], ["🐛", "bug"], ["🚀", "rocket"], ["🏠", "house"], ["🌍", "world"],
];
