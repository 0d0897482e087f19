import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "vitest";

/**
 * What somebody does by hand in the dashboard of a running sandbox: a script that calls `management(method, path, body)`, in a process
 * that lives in the sandbox's environment.
 */
export async function byHand(environment: Readonly<Record<string, string>>, script: string): Promise<void> {
    const child = spawn(
        process.execPath,
        ["--no-warnings", "--input-type=module", "--eval", `${management}\n${script}`],
        {
            env: environment,
            stdio: ["ignore", "inherit", "inherit"],
        },
    );
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
}

const management = `
const domain = process.env.AUTH0_DOMAIN;
const answered = async (answer) => {
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text === "" ? undefined : JSON.parse(text);
};
const { access_token } = await fetch("https://" + domain + "/oauth/token", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
        grant_type: "client_credentials", client_id: process.env.AUTH0_CLIENT_ID,
        client_secret: process.env.AUTH0_CLIENT_SECRET, audience: "https://" + domain + "/api/v2/",
    }),
}).then(answered);
const management = (method, path, body) => fetch("https://" + domain + "/api/v2/" + path, {
    method,
    headers: { authorization: "Bearer " + access_token, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
}).then(answered);
`;
