/* Joins the form of a page to the browser's passkeys. Without it the page says so, and a password with
   an app of codes does the same. */

(() => {
  const form = document.querySelector("form[data-passkey]");
  const wrong = document.getElementById("passkey-wrong");
  if (!form || !window.allauth) return;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    if (wrong) wrong.hidden = false;
  });
  const ids = { credential: "credential", data: "passkey-data" };
  const forms = window.allauth.webauthn.forms;
  if (form.dataset.passkey === "add") forms.signupForm({ ids: { ...ids, signup: "passkey" } });
  if (form.dataset.passkey === "authenticate") forms.authenticateForm({ ids: { ...ids, authenticate: "passkey" } });
  if (form.dataset.passkey === "login") forms.loginForm({ ids: { credential: "credential", login: "passkey" } });
})();
