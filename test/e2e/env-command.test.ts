import { describe, expect, it } from "vitest";
import { commandsOfTests } from "./commands.ts";

const commands = commandsOfTests("env-command");

describe("npm run env", () => {
    it("prints what the app is told, and its secret only when that is said twice where there is no terminal", async () => {
        const sandbox = commands.run("cli/sandbox.ts", "--providers", "stand-in");
        await sandbox.says("Up until Ctrl-C.");
        const [plain, refused, piped] = [
            commands.run("cli/env.ts"),
            commands.run("cli/env.ts", "--show-secrets"),
            commands.run("cli/env.ts", "--show-secrets", "--pipe", "--form", "json"),
        ];

        expect(await plain.exited, plain.printed()).toBe(0);
        expect(plain.err()).toBe(`dev in the running sandbox (process ${sandbox.child.pid}).\n`);
        expect(plain.out()).toContain("AUTH0_DOMAIN=acme-dev.eu.auth0.com\n");
        expect(plain.out()).toContain(
            `AUTH0_CONNECT_SCOPES='{"microsoft":["Calendars.Read","Mail.Send","User.Read","email","offline_access","openid","profile"]}'`,
        );
        expect(plain.out()).toContain("# AUTH0_CLIENT_SECRET: a secret, shown with --show-secrets\n");
        expect(await refused.exited).toBe(1);
        expect(refused.printed()).toBe(
            "--show-secrets prints a client secret, and standard output is no terminal but a pipe or a file. Where that is what you want, add --pipe.\n",
        );
        expect(await piped.exited).toBe(0);
        const { AUTH0_CLIENT_SECRET: secret, ...others } = JSON.parse(piped.out());
        expect(secret).toMatch(/^[\w-]{40,}$/);
        expect(Object.values(others).join()).not.toContain(secret);
        expect(plain.printed()).not.toContain(secret);
    });

    it("says how to get something deployed where nothing is", async () => {
        const nothing = commands.run("cli/env.ts", "--stack", "prod");

        expect(await nothing.exited).toBe(1);
        expect(nothing.printed()).toBe(
            "No sandbox runs, so nothing is deployed there. Start one, or take your own tenants:\n  npm run sandbox -- --stack prod\n  npm run env -- --stack prod --real\n",
        );
    });
});
