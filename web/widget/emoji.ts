// About sixty common emoji by group, with a word that a screen reader says in English where the system has none of its own.
import type { WordKey } from "./words/shape";

export interface EmojiGroup {
  label: WordKey;
  emoji: readonly (readonly [char: string, name: string])[];
}

export const EMOJI: readonly EmojiGroup[] = [
  {
    label: "emoji_smileys",
    emoji: [
      ["😀", "grinning"], ["😄", "happy"], ["😁", "beaming"], ["😂", "tears of joy"], ["🙂", "slight smile"], ["😉", "wink"],
      ["😊", "smiling"], ["😍", "heart eyes"], ["🤗", "hug"], ["🤔", "thinking"], ["😐", "neutral"], ["😏", "smirk"],
      ["😅", "relieved laugh"], ["😎", "cool"], ["😕", "confused"], ["😢", "sad"], ["😭", "crying"], ["😠", "angry"],
      ["😱", "shocked"], ["😴", "sleepy"], ["🥳", "celebrating"], ["🙃", "upside down"],
    ],
  },
  {
    label: "emoji_people",
    emoji: [
      ["👍", "thumbs up"], ["👎", "thumbs down"], ["👌", "fine"], ["👏", "applause"], ["🙏", "please"], ["👋", "wave"],
      ["🤝", "handshake"], ["💪", "strong"], ["🤞", "fingers crossed"], ["✌️", "victory"], ["🙌", "hooray"], ["🤷", "shrug"],
    ],
  },
  {
    label: "emoji_nature",
    emoji: [
      ["☀️", "sun"], ["🌧️", "rain"], ["❄️", "snow"], ["🌈", "rainbow"], ["🌱", "seedling"], ["🌸", "blossom"],
      ["🐶", "dog"], ["🐱", "cat"], ["☕", "coffee"], ["🍕", "pizza"], ["🍎", "apple"], ["🎂", "cake"],
    ],
  },
  {
    label: "emoji_things",
    emoji: [
      ["❤️", "heart"], ["💔", "broken heart"], ["⭐", "star"], ["🔥", "fire"], ["🎉", "party"], ["🎁", "gift"],
      ["📦", "parcel"], ["🚚", "delivery"], ["💳", "card"], ["🧾", "receipt"], ["📷", "camera"], ["📱", "phone"],
      ["✅", "done"], ["❌", "no"], ["❓", "question"], ["❗", "important"],
    ],
  },
];
