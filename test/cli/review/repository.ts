import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { onTestFinished } from "vitest";

/** A git repository of one test. */
export interface TestRepository {
    readonly folder: string;

    /** Runs git in it. @returns what it prints */
    git(...options: string[]): string;
    write(files: Readonly<Record<string, string>>): void;

    /** Writes files and commits everything. @returns the commit's hash */
    commit(files: Readonly<Record<string, string>>): string;
}

/** An empty repository on branch `main`, which goes away with the test. */
export function testRepository(): TestRepository {
    const folder = realpathSync(mkdtempSync(`${tmpdir()}/repository-`));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return repositoryAt(folder);
}

export function repositoryAt(folder: string): TestRepository {
    const git = (...options: string[]) => {
        const settings = ["user.name=Test", "user.email=test@example.com", "commit.gpgsign=false"];
        const { status, stderr, stdout } = spawnSync("git", [...settings.flatMap((one) => ["-c", one]), ...options], {
            cwd: folder,
            encoding: "utf8",
            env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null" },
        });
        if (status !== 0) throw new Error(`git ${options.join(" ")}: ${stderr}`);
        return stdout.trim();
    };
    git("init", "--quiet", "--initial-branch=main");
    const write = (files: Readonly<Record<string, string>>) => {
        for (const [name, text] of Object.entries(files)) {
            mkdirSync(dirname(`${folder}/${name}`), { recursive: true });
            writeFileSync(`${folder}/${name}`, text);
        }
    };
    return {
        folder,
        git,
        write,
        commit: (files) => {
            write(files);
            git("add", "--all");
            git("commit", "--quiet", "--allow-empty", "--message=a version");
            return git("rev-parse", "HEAD");
        },
    };
}
