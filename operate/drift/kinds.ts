import type { Kind } from "./finding.ts";
import { appRegistrationKinds } from "./kinds/app-registration.ts";
import { clientKinds } from "./kinds/clients.ts";
import { connectionKinds } from "./kinds/connections.ts";
import { consentKinds } from "./kinds/consent.ts";

/** Everything that is looked for around a stack, in the order in which people read it. */
export const kinds: readonly Kind[] = [...connectionKinds, ...clientKinds, ...appRegistrationKinds, ...consentKinds];
