import { html } from "hono/html";
import { type Carried, hiddenInputs, type Page } from "../../service/hosted-page.ts";
import type { LoginError } from "../login-errors.ts";
import { page } from "./pages.ts";

/** A refusal that the person sees and the application does not hear of. */
export function errorPage({ message, number }: LoginError): Page {
    return page(
        "microsoft-error",
        "Sorry, but we’re having trouble signing you in",
        html`<p>AADSTS${number}: ${message}</p>`,
        `AADSTS${number}`,
    );
}

/** An administrator would have to consent; the person can go back to the application without. */
export function approvalPage({ message, number }: LoginError, action: string, carried: Carried): Page {
    return page(
        "microsoft-error",
        "Need admin approval",
        html`<p>AADSTS${number}: ${message}</p>
<form method="post" action="${action}">
${hiddenInputs(Object.entries(carried))}<button name="answer" value="cancel">Return to the application without granting consent</button>
</form>`,
        `AADSTS${number}`,
    );
}

/** Where somebody comes to who signed out and is sent nowhere else. */
export function signedOutPage(): Page {
    return page(
        "microsoft-signed-out",
        "You signed out of your account",
        html`<p>It’s a good idea to close all browser windows.</p>`,
    );
}
