// The slider says the day that it stands on while it is moved, and asks for it when it is let go. Its button is for who has no script.
(function () {
  var slider = document.getElementById("slider");
  if (!slider) return;
  var said = document.getElementById("slider-day");
  function day() {
    var date = new Date(Date.UTC(+slider.dataset.year, +slider.dataset.month - 1, +slider.dataset.date + Number(slider.value)));
    var parts = {};
    new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: "UTC", weekday: "short", day: "numeric", month: "short", year: "numeric" })
      .formatToParts(date).forEach(function (part) { parts[part.type] = part.value; });
    return [parts.weekday, parts.day, parts.month, parts.year].join(" ");
  }
  slider.setAttribute("aria-valuetext", said.textContent);
  slider.addEventListener("input", function () {
    said.textContent = day();
    slider.setAttribute("aria-valuetext", said.textContent);
  });
  slider.addEventListener("change", function () { slider.form.requestSubmit(); });
})();
