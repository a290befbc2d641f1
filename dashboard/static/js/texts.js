// The few texts the scripts themselves show. Everything else comes with the page.

const texts = {
  sv: {
    chartFailed: "Diagrammet kunde inte hämtas. Samma värden står i tabellen.",
    retry: "Försök igen",
    saveFailed: "Bilden kunde inte skapas.",
    copied: "Kopierat",
    copyFailed: "Kunde inte kopiera. Markera texten och kopiera den själv.",
    example: "Exempeldata – påhittade nivåer",
    loading: "Hämtar …",
    pickMore: (n) => `Välj minst ${n} till.`,
    pickFull: (n) => `${n} städer valda. Ta bort en för att välja en annan.`,
    picked: (n) => `${n} städer valda.`,
    chosenFile: (name) => `Vald fil: ${name}`,
    cancel: "Avbryt",
    filePrepared: (name) => `Förbereder ${name}\u00a0…`,
    fileComes: (name) => `Hämtar ${name}`,
    ofWhole: (come, whole) => `${come} av ${whole}`,
    fileDone: (name) => `Klar: ${name}`,
    fileStopped: "Avbrutet.",
    fileWaits: (seconds, tries, most) => `Många hämtar stora filer. Försöker igen om ${seconds}\u00a0s (försök ${tries + 1} av ${most}).`,
    fileBusy: (tries) => `Servern är upptagen fortfarande, efter ${tries} försök.`,
    fileBroken: "Förbindelsen bröts innan hela filen hade kommit.",
    fileFailed: "Filen kunde inte hämtas.",
    fileLarge: "Filen är stor, så webbläsaren hämtar den själv. Den står i webbläsarens lista över hämtade filer.",
    passkeyWait: "Följ anvisningarna i webbläsaren.",
    passkeyStopped: "Ingenting hände: du avbröt, eller så finns ingen nyckel för den här webbplatsen här. Försök igen eller välj ett annat sätt.",
    passkeyOld: "Den här webbläsaren kan inte använda nycklar. Välj ett annat sätt, eller uppdatera webbläsaren.",
    passkeyKnown: "Nyckeln finns redan här.",
    passkeyFailed: "Det gick inte. Försök igen.",
  },
  en: {
    chartFailed: "The chart could not be fetched. The table has the same values.",
    retry: "Try again",
    saveFailed: "The picture could not be made.",
    copied: "Copied",
    copyFailed: "Could not copy. Select the text and copy it yourself.",
    example: "Example data – invented levels",
    loading: "Fetching …",
    pickMore: (n) => `Choose at least ${n} more.`,
    pickFull: (n) => `${n} cities chosen. Remove one to choose another.`,
    picked: (n) => `${n} cities chosen.`,
    chosenFile: (name) => `Chosen file: ${name}`,
    cancel: "Cancel",
    filePrepared: (name) => `Preparing ${name}\u00a0…`,
    fileComes: (name) => `Fetching ${name}`,
    ofWhole: (come, whole) => `${come} of ${whole}`,
    fileDone: (name) => `Done: ${name}`,
    fileStopped: "Cancelled.",
    fileWaits: (seconds, tries, most) => `Many are fetching large files. Trying again in ${seconds}\u00a0s (attempt ${tries + 1} of ${most}).`,
    fileBusy: (tries) => `The server is still busy, after ${tries} attempts.`,
    fileBroken: "The connection broke before the whole file had come.",
    fileFailed: "The file could not be fetched.",
    fileLarge: "The file is large, so the browser fetches it by itself. You find it in the browser's list of downloads.",
    passkeyWait: "Follow the browser's instructions.",
    passkeyStopped: "Nothing happened: you cancelled, or there is no passkey for this site here. Try again or choose another way.",
    passkeyOld: "This browser cannot use passkeys. Choose another way, or update the browser.",
    passkeyKnown: "The passkey is here already.",
    passkeyFailed: "It did not work. Try again.",
  },
};

/** The texts in the page's language. */
export const t = document.documentElement.lang === "en" ? texts.en : texts.sv;

/**
 * Says something to screen readers through the page's polite live region.
 * @param {string} message
 */
export function announce(message) {
  const status = document.getElementById("status");
  if (status) status.textContent = message;
}
