// Hears of page changes that are no page loads, without touching the history functions of the host page.

const LOOK_EVERY_MS = 2_000;

interface NavigationLike {
  addEventListener(type: "navigatesuccess", listener: () => void): void;
}

export function followNavigation(onPage: () => void): void {
  let last = location.href;
  const look = () => {
    if (location.href === last) return;
    last = location.href;
    // Frameworks set the title a moment after the address.
    setTimeout(onPage, 300);
  };
  const { navigation } = window as unknown as { navigation?: NavigationLike };
  addEventListener("popstate", look);
  addEventListener("hashchange", look);
  if (navigation) navigation.addEventListener("navigatesuccess", look);
  else setInterval(look, LOOK_EVERY_MS);
}
