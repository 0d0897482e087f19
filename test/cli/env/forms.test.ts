import { describe, expect, it } from "vitest";
import { type AppSetting, forms } from "../../../cli/env/forms.ts";

const settings: readonly AppSetting[] = [
    { name: "AUTH0_DOMAIN", value: "login.acme.example", secret: false },
    { name: "AUTH0_SCOPE", value: "openid offline_access", secret: false },
    { name: "AUTH0_CLIENT_SECRET", secret: true },
];
const shown: readonly AppSetting[] = [
    ...settings.slice(0, 2),
    { name: "AUTH0_CLIENT_SECRET", value: "s3cr't", secret: true },
];

describe("settings of an app", () => {
    it("as dotenv, quoted where they have to be; a secret that is not shown is a remark", () => {
        expect(forms.dotenv.text(settings)).toBe(
            "AUTH0_DOMAIN=login.acme.example\nAUTH0_SCOPE='openid offline_access'\n# AUTH0_CLIENT_SECRET: a secret, shown with --show-secrets",
        );
    });

    it("as JSON, without what is not shown", () => {
        expect(JSON.parse(forms.json.text(settings))).toEqual({
            AUTH0_DOMAIN: "login.acme.example",
            AUTH0_SCOPE: "openid offline_access",
        });
    });

    it("as Azure App Service takes them", () => {
        expect(JSON.parse(forms.azure.text(shown))).toEqual([
            { name: "AUTH0_DOMAIN", value: "login.acme.example", slotSetting: false },
            { name: "AUTH0_SCOPE", value: "openid offline_access", slotSetting: false },
            { name: "AUTH0_CLIENT_SECRET", value: "s3cr't", slotSetting: false },
        ]);
    });

    it("as commands of gh, which asks for a secret that is not shown", () => {
        expect(forms.github.text(settings)).toBe(
            [
                "gh variable set AUTH0_DOMAIN --body 'login.acme.example'",
                "gh variable set AUTH0_SCOPE --body 'openid offline_access'",
                "gh secret set AUTH0_CLIENT_SECRET",
            ].join("\n"),
        );
        expect(forms.github.text(shown)).toContain("gh secret set AUTH0_CLIENT_SECRET --body 's3cr'\\''t'");
    });
});
