import { askProcess } from "./ask-process.ts";
import { withBareService } from "./bare-service.ts";
import { type DeployedStack, withDeployedStack } from "./deployed-stack.ts";
import type { EngineRunOptions } from "./engine-run.ts";
import { median } from "./median.ts";
import type { Load } from "./requests-per-second.ts";
import { settledHeap } from "./settled-heap.ts";
import type { Row } from "./table.ts";
import type { UserTold } from "./user-process.ts";

const exchanges = 10_000;

/** A user's way to a Microsoft token, exchanges per second, and what many of them leave in memory. */
export function tokenVaultRows(options: EngineRunOptions, runs: number): Promise<Row[]> {
    return withDeployedStack(options, async (stack) => {
        const measured: Record<string, Measured>[] = [];
        for (let run = 1; run <= runs; run += 1) {
            console.error(`round ${run} of ${runs}: exchanges`);
            measured.push(await measure(stack));
        }
        return Object.keys(measured[0] ?? {}).map((what) => {
            const all = measured.flatMap((one) => one[what] ?? []);
            return {
                what,
                figure: all[0]?.figure ?? "",
                median: median(all.map(({ value }) => value)),
                floor: median(all.map(({ floor }) => floor)),
            };
        });
    });
}

interface Measured {
    readonly figure: string;
    readonly value: number;
    readonly floor: number;
}

async function measure({ environment, request, world }: DeployedStack): Promise<Record<string, Measured>> {
    const mark = world.requests.mark();
    const { form, hostName, milliseconds } = (await askProcess("user-process.ts", request, environment)) as UserTold;
    const asked = world.requests.since(mark).length / milliseconds.length;

    const exchange = {
        port: world.services.auth0.portNumber,
        hostName,
        caPem: world.caPem,
        path: "/oauth/token",
        form,
    };
    await perSecond({ ...exchange, requests: 1000 });
    const before = await settledHeap();
    const processor = await processorMilliseconds({ ...exchange, atOnce: 32, requests: exchanges });
    const after = await settledHeap();
    const [one, many] = [await perSecond({ ...exchange, atOnce: 1 }), await perSecond({ ...exchange, atOnce: 32 })];
    const bare = await withBareService(answerLikeOurs, async (load) => ({
        processor: await processorMilliseconds({ ...load, form, atOnce: 32, requests: exchanges }),
        one: await perSecond({ ...load, form, atOnce: 1 }),
        many: await perSecond({ ...load, form, atOnce: 32 }),
    }));
    return {
        "sign in, connect and exchange": {
            figure: "milliseconds",
            value: median(milliseconds),
            floor: (asked / bare.one) * 1000,
        },
        "exchange, 1 at a time": { figure: "per second", value: one, floor: bare.one },
        "exchange, 32 at a time": { figure: "per second", value: many, floor: bare.many },
        exchange: { figure: "processor milliseconds", value: processor, floor: bare.processor },
        [`heap after ${exchanges} exchanges`]: { figure: "megabytes", value: after, floor: before },
    };
}

/** The body of an exchange's answer, with a token of the usual length. */
const answerLikeOurs = {
    access_token: "x".repeat(1400),
    scope: "openid profile offline_access User.Read Calendars.Read",
    expires_in: 3600,
    issued_token_type: "http://auth0.com/oauth/token-type/federated-connection-access-token",
    token_type: "Bearer",
};

/** What a request costs the services, however busy the machine is with other things. */
async function processorMilliseconds(load: Load & { readonly requests: number }): Promise<number> {
    const start = process.cpuUsage();
    await perSecond(load);
    const { system, user } = process.cpuUsage(start);
    return (user + system) / 1000 / load.requests;
}

async function perSecond(load: Load): Promise<number> {
    return (await askProcess("load-process.ts", load)) as number;
}
