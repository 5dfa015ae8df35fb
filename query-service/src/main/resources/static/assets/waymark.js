// Everything works without this file; it only spares readers a little work.
(function () {
  "use strict";

  // The error summary takes the focus, so that it is read out first.
  var summary = document.querySelector(".govuk-error-summary");
  if (summary) {
    summary.focus();
  }

  // A second press of a form's button sends nothing; the server would recognise it anyway.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post") {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
    });
  });

  // Fields that one choice needs stand under it, and are shown with it.
  document.querySelectorAll("[data-under]").forEach(function (under) {
    var form = under.closest("form");
    function look() {
      var chosen = form.querySelector("input[type=radio][name=stand]:checked");
      under.hidden = !(chosen && chosen.value === under.dataset.under);
    }
    form.addEventListener("change", look);
    window.addEventListener("pageshow", look);
    look();
  });

  // Printing shows every theme, folded or not.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (details) {
      details.open = true;
    });
  });
})();
