// "why?" opens its proof where it stands, and closes it again. Without this script it is a link to a page that says the same.
(function () {
  function target(link) {
    return document.querySelector(link.getAttribute("hx-target"));
  }
  document.addEventListener("htmx:beforeRequest", function (event) {
    var link = event.target.closest("[data-opens]");
    if (!link) return;
    var place = target(link);
    if (place && place.childElementCount) {
      event.preventDefault();
      place.replaceChildren();
      link.setAttribute("aria-expanded", "false");
    }
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    var link = event.detail.requestConfig && event.detail.requestConfig.elt.closest("[data-opens]");
    if (link) link.setAttribute("aria-expanded", "true");
  });
  // A request that fails says so where its answer would have stood.
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr.status === 401 || event.detail.xhr.status === 403) window.location.reload();
  });
  // One box ticks all that are shown.
  document.addEventListener("change", function (event) {
    var all = event.target.closest("[data-ticks]");
    if (!all) return;
    document.querySelectorAll("input[name='" + all.dataset.ticks + "']").forEach(function (box) { box.checked = all.checked; });
  });
  // A choice that is made is asked for at once; its button is for who has no script.
  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-at-once]");
    if (form) form.requestSubmit();
  });
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      button.textContent = button.dataset.done;
    });
  });
  // What allauth's passkey script could not do is said in words.
  document.addEventListener("allauth.error", function (event) {
    var place = document.getElementById("passkey-problem");
    if (place) { place.hidden = false; event.preventDefault(); }
  });
})();
