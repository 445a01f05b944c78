// The demonstration shop: four pages in one document, changed without a load, as many shops do it. The widget has to follow.
const pages = [...document.querySelectorAll("[data-page]")];
let bought = 0;

function show(name) {
  const page = pages.find((each) => each.dataset.page === name) ?? pages[0];
  for (const each of pages) each.hidden = each !== page;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.search === `?page=${page.dataset.page}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = page.dataset.title;
}

const wanted = () => new URLSearchParams(location.search).get("page") ?? "home";

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="?page="]');
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    history.pushState(null, "", link.href);
    show(wanted());
    scrollTo(0, 0);
    document.getElementById("main").focus({ preventScroll: true });
  }
  if (event.target.closest("[data-buy]")) {
    bought += 1;
    document.querySelector("[data-basket]").textContent = bought === 1 ? "1 plant in your basket" : `${bought} plants in your basket`;
  }
  if (event.target.closest("[data-ask]")) window.Parlour.open();
});
addEventListener("popstate", () => show(wanted()));
show(wanted());

// The queue works before the widget has arrived: buttons that open the chat appear when there is a chat to open.
window.Parlour = window.Parlour || [];
window.Parlour.push(["on", "ready", () => {
  for (const button of document.querySelectorAll("[data-ask]")) button.hidden = false;
}]);
