// One key a fact, as at the terminal: y, n, e, k, a. They may be switched off, and are off while somebody types.
(function () {
  var form = document.querySelector("[data-decide]"), keys = document.querySelector("[data-keys]");
  if (!form || !keys) return;
  var box = keys.querySelector("input"), kept = "forbear-keys";
  keys.hidden = false;
  box.checked = window.localStorage.getItem(kept) !== "off";
  box.addEventListener("change", function () { window.localStorage.setItem(kept, box.checked ? "on" : "off"); });
  document.addEventListener("keydown", function (event) {
    if (!box.checked || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, select, input:not([type=checkbox])")) return;
    var button = form.querySelector("[data-key='" + event.key.toLowerCase() + "']");
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();
