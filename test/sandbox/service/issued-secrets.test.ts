import { expect, it } from "vitest";
import { IssuedSecrets } from "../../../sandbox/service/issued-secrets.ts";

it("keeps all client secrets, and of ten thousand tokens no more than the latest 4000", () => {
    const issued = new IssuedSecrets();
    issued.secret("first secret");
    for (let count = 0; count < 10_000; count += 1) expect(issued.token(`token ${count}`)).toBe(`token ${count}`);
    issued.secret("last secret");
    expect(issued.all.length).toBeLessThanOrEqual(4002);
    expect(issued.all.slice(-3)).toEqual(["token 9999", "first secret", "last secret"]);
});
