// Passkeys: a button asks the server what to ask the browser, asks the browser, and sends its answer back.

import { announce, t } from "./texts.js";

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

/** The server's options as the browser wants them. */
function decoded(options) {
  const o = { ...options, challenge: bytes(options.challenge) };
  if (o.user) o.user = { ...o.user, id: bytes(o.user.id) };
  if (o.excludeCredentials) o.excludeCredentials = known(o.excludeCredentials);
  if (o.allowCredentials) o.allowCredentials = known(o.allowCredentials);
  return o;
}

/** The browser's answer as JSON. */
function encoded(credential) {
  const r = credential.response;
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: text(r.clientDataJSON), attestationObject: text(r.attestationObject), transports: r.getTransports?.(),
      authenticatorData: r.signature && text(r.authenticatorData), signature: text(r.signature), userHandle: text(r.userHandle) || undefined,
    },
  };
}

/** What a person is to be told. */
class Told extends Error {}

async function send(address, csrf, body) {
  const answer = await fetch(address, {
    method: "POST", credentials: "same-origin", redirect: "error",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf }, body: JSON.stringify(body),
  });
  const said = await answer.json().catch(() => ({}));
  if (said.location) return said;
  if (!answer.ok) throw new Told(said.detail ? `${said.title}. ${said.detail}` : t.passkeyFailed);
  return said;
}

/** Goes through one ceremony. mediation is "conditional" where the browser offers passkeys in the e-mail field. */
async function go(button, mediation, signal) {
  const { begin, finish, csrf, till = "" } = button.dataset;
  const form = button.form ?? button.closest("form");
  const whom = { name: form?.elements.name?.value, email: form?.elements.email?.value };
  const asked = await send(begin, csrf, button.dataset.passkey === "create" ? whom : {});
  if (asked.location) return asked.location;
  const publicKey = decoded(asked.options);
  const credential = button.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey })
    : await navigator.credentials.get({ publicKey, mediation, signal });
  const label = button.parentElement.querySelector("[data-passkey-label]")?.value ?? "";
  return (await send(finish, csrf, { id: asked.id, answer: encoded(credential), label, till })).location;
}

function said(error) {
  if (error instanceof Told) return error.message;
  if (error.name === "InvalidStateError") return t.passkeyKnown;
  return error.name === "NotAllowedError" || error.name === "AbortError" ? t.passkeyStopped : t.passkeyFailed;
}

/** The browser may offer passkeys in the e-mail field, once somebody goes there. */
function offerInField(button) {
  const field = document.querySelector('input[autocomplete~="webauthn"]');
  if (!field || button.dataset.passkey !== "get" || !PublicKeyCredential.isConditionalMediationAvailable) return () => {};
  const stop = new AbortController();
  field.addEventListener("focus", async () => {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable())) return;
    try {
      location.assign(await go(button, "conditional", stop.signal));
    } catch {
      // The field is there for an address all the same.
    }
  }, { once: true });
  return () => stop.abort();
}

export function startPasskeys() {
  for (const button of document.querySelectorAll("button[data-passkey]")) {
    const says = button.parentElement.querySelector("[data-passkey-said]");
    if (!window.PublicKeyCredential || !navigator.credentials) {
      button.disabled = true;
      says.textContent = t.passkeyOld;
      continue;
    }
    const stop = offerInField(button);
    button.addEventListener("click", async () => {
      const form = button.form;
      const missing = [...(form?.querySelectorAll("#name, #email") ?? [])].find((field) => !field.reportValidity());
      if (missing) return;
      stop();
      says.textContent = "";
      button.disabled = true;
      announce(t.passkeyWait);
      try {
        location.assign(await go(button));
      } catch (error) {
        says.textContent = said(error);
        button.disabled = false;
      }
    });
  }
}
