import { z } from "zod";
import { type KeyPath, keyText, removeCommand } from "./key-path.ts";
import { nearest } from "./nearest.ts";
import type { Problem } from "./problem.ts";
import { remedy } from "./remedy.ts";
import { alternativeOf, own, schemaAt, shapeOf, unwrapped } from "./schema-tree.ts";
import { shown } from "./shown.ts";

/** What the schema finds wrong with settings, told as problems. */
export function issueProblems(root: z.ZodType, settings: unknown, issues: readonly z.core.$ZodIssue[]): Problem[] {
    return issues.flatMap((issue) => {
        const path = issue.path as KeyPath;
        if (issue.code === "unrecognized_keys") {
            return issue.keys.map((key) => unknownKey(root, settings, path, key));
        }
        const value = path.reduce(own, settings);
        const schema = schemaAt(root, path, settings) ?? root;
        return [{ key: keyText(path), given: shown(path, value), ...remedy(schema, path, value) }];
    });
}

function unknownKey(root: z.ZodType, settings: unknown, parent: KeyPath, key: string): Problem {
    const path = [...parent, key];
    const mapping = parent.reduce(own, settings);
    const known = keysOf(schemaAt(root, parent, settings) ?? root, mapping);
    const near = nearest(
        key,
        known.filter((name) => own(mapping, name) === undefined),
    );
    return {
        key: keyText(path),
        given: shown(path, own(mapping, key)),
        allowed: `one of the keys ${known.join(", ")}`,
        fix: near === undefined ? removeCommand(path) : `rename the key to ${near} in the stack file`,
    };
}

function keysOf(schema: z.ZodType, mapping: unknown): string[] {
    const inner = unwrapped(schema);
    const object = inner instanceof z.ZodDiscriminatedUnion ? alternativeOf(inner, mapping) : inner;
    return object instanceof z.ZodObject ? Object.keys(shapeOf(object)) : [];
}
