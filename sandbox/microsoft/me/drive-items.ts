import type { DriveItem } from "@microsoft/microsoft-graph-types";
import type { Account } from "../account.ts";
import type { GraphReply } from "../graph-request.ts";
import { listReply } from "../odata.ts";
import { utcOf } from "../utc.ts";
import { atHour, madeUpChoice, madeUpId } from "./made-up.ts";
import type { MeRequest } from "./me-reply.ts";

/** GET /me/drive/root/children */
export function listDriveChildren(request: MeRequest): GraphReply {
    const { account, now } = request;
    const items = [0, 1, 2].map((index) => itemOf(account, now, index));
    return listReply(request, "driveItems", items, [], `users('${account.id}')/drive/root/children`);
}

const names = [
    { name: "Documents", size: 48_210, childCount: 12 },
    {
        name: "Travel expenses.xlsx",
        size: 18_433,
        mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    },
    { name: "Pictures", size: 7_340_032, childCount: 3 },
    { name: "Notes.txt", size: 812, mimeType: "text/plain" },
] as const;

function itemOf(account: Account, now: Date, index: number): DriveItem {
    const { name, size, ...kind } = madeUpChoice(account, names, index);
    return {
        id: madeUpId(account, "drive item", index),
        name,
        size,
        createdDateTime: utcOf(atHour(now, -30 - index, 9)),
        lastModifiedDateTime: utcOf(atHour(now, -index - 1, 17)),
        ...("childCount" in kind ? { folder: kind } : { file: kind }),
    };
}
