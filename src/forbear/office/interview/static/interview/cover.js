// Hides the screen at once, by the button or the key Esc, and shows it again by Esc; what was typed stays. Without this script the
// button leads to a blank page, from which the browser's own way back returns.
(function () {
  var cover = null, at = null;
  function hide() {
    at = document.activeElement;
    cover = document.createElement("div");
    cover.className = "covering";
    cover.tabIndex = -1;
    document.title = "–";
    document.body.appendChild(cover);
    Array.prototype.forEach.call(document.body.children, function (each) { if (each !== cover) each.inert = true; });
    cover.focus();
  }
  function show() {
    cover.remove();
    cover = null;
    document.title = title;
    Array.prototype.forEach.call(document.body.children, function (each) { each.inert = false; });
    if (at) at.focus();
  }
  var title = document.title;
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || document.body.classList.contains("blank")) return;
    event.preventDefault();
    if (cover) show(); else hide();
  });
  document.querySelectorAll("[data-cover]").forEach(function (link) {
    link.addEventListener("click", function (event) { event.preventDefault(); hide(); });
  });
  document.querySelectorAll("[data-return]").forEach(function (link) {
    link.addEventListener("click", function (event) { if (history.length > 1) { event.preventDefault(); history.back(); } });
  });
})();
