/** How far the services' clocks are ahead of this machine's: by the `date` of an answer, in the middle of its way. */
export function clocksOf(tenantDomain: string): Promise<{ name: string; aheadMs: number }[]> {
    const documents = {
        Auth0: `https://${tenantDomain}/.well-known/openid-configuration`,
        Microsoft: "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
    };
    return Promise.all(
        Object.entries(documents).map(async ([name, url]) => {
            const asked = Date.now();
            const response = await fetch(url);
            await response.body?.cancel();
            const here = (asked + Date.now()) / 2;
            // The header is in whole seconds: half of one is what it is off by.
            const there = Date.parse(response.headers.get("date") ?? "") + 500;
            if (Number.isNaN(there)) throw new Error(`${name} does not say what time it is`);
            return { name, aheadMs: Math.round(there - here) };
        }),
    );
}
