import {
    existsSync,
    lstatSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it, onTestFinished } from "vitest";
import { pulumiHomeView } from "../../../cli/review/pulumi-home-view.ts";

/** A person's home with a login, a plugin and what the engine writes. */
function folders() {
    const folder = mkdtempSync(`${tmpdir()}/home-view-`);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const home = `${folder}/.pulumi`;
    for (const name of ["plugins/resource-auth0-v3.49.0", "workspaces", "logs"]) {
        mkdirSync(`${home}/${name}`, { recursive: true });
    }
    writeFileSync(`${home}/credentials.json`, "{}");
    writeFileSync(`${home}/plugins/resource-auth0-v3.49.0/pulumi-resource-auth0`, "the plugin");
    writeFileSync(`${home}/plugins/resource-auth0-v3.49.0.lastused`, "");
    return { folder, home, view: `${folder}/view` };
}

describe("a view of a Pulumi home", () => {
    it("has its login and its plugins, in folders of its own, and what runs the policy pack", () => {
        const { home, view } = folders();
        expect(pulumiHomeView({ PULUMI_HOME: home }, view)).toBe(view);

        expect(readdirSync(view).sort()).toEqual(["credentials.json", "plugins"]);
        expect(readdirSync(`${view}/plugins`).sort()).toEqual([
            "analyzer-policy-nodejs-v1.0.0",
            "resource-auth0-v3.49.0",
        ]);
        expect(lstatSync(`${view}/plugins/resource-auth0-v3.49.0`).isSymbolicLink()).toBe(false);
        expect(readFileSync(`${view}/plugins/resource-auth0-v3.49.0/pulumi-resource-auth0`, "utf8")).toBe("the plugin");
        expect(readdirSync(`${home}/plugins`).sort()).toEqual([
            "resource-auth0-v3.49.0",
            "resource-auth0-v3.49.0.lastused",
        ]);
    });

    it("leaves running the policy pack to an engine that brings what does", () => {
        const { folder, home, view } = folders();
        writeFileSync(`${folder}/pulumi-analyzer-policy-nodejs`, "");
        pulumiHomeView({ PULUMI_HOME: home }, view, `${folder}/pulumi`);

        expect(readdirSync(`${view}/plugins`)).toEqual(["resource-auth0-v3.49.0"]);
    });

    it("is the home in the person's folder where no other is named, and empty where there is none", () => {
        const { folder, view } = folders();
        pulumiHomeView({ HOME: folder }, view);
        pulumiHomeView({ HOME: `${folder}/nobody` }, `${folder}/empty`);

        expect(existsSync(`${view}/credentials.json`)).toBe(true);
        expect(readdirSync(`${folder}/empty`)).toEqual(["plugins"]);
    });
});
