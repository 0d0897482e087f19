import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { cacheFolder } from "../../../cli/engine-for-person.ts";
import { withLock } from "../../../engine/lock.ts";

export interface ChromiumOptions {
    /** Proxy for every name but loopback's. @default none */
    readonly proxyUrl?: string;

    /** SHA-256 of public keys (base64) whose certificates are taken although no known authority signed them. @default none */
    readonly trustedKeys?: readonly string[];
}

/** A headless Chromium with an empty profile of its own, which goes away with it. */
export interface Chromium {
    readonly browser: Browser;
    close(): Promise<void>;
}

export async function startChromium(options: ChromiumOptions = {}): Promise<Chromium> {
    const { command, environment } = await installed();
    const profile = mkdtempSync(`${tmpdir()}/chromium-profile-`);
    const remove = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    try {
        const browser = await chromium.launch({
            executablePath: command,
            ignoreDefaultArgs: true,
            args: launchArguments(profile, options),
            env: { ...environment, HOME: profile, TMPDIR: profile },
        });
        return {
            browser,
            close: async () => {
                await browser.close();
                remove();
            },
        };
    } catch (error) {
        remove();
        throw error;
    }
}

/** Nothing in here loosens what a browser checks: certificates, origins and policies count as they do for a person. */
function launchArguments(profile: string, { proxyUrl, trustedKeys = [] }: ChromiumOptions): string[] {
    return [
        "--headless",
        // Chromium refuses its own sandbox to root.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        `--user-data-dir=${profile}`,
        "--remote-debugging-pipe",
        "--no-startup-window",
        ...(proxyUrl === undefined ? [] : [`--proxy-server=${proxyUrl}`]),
        ...(trustedKeys.length === 0 ? [] : [`--ignore-certificate-errors-spki-list=${trustedKeys.join(",")}`]),
    ];
}

interface Installed {
    readonly command: string;
    readonly environment: Record<string, string>;
}

/** A Chromium that is there, or else the one of npm's `@sparticuz/chromium`, unpacked once into our cache folder. */
async function installed(): Promise<Installed> {
    const known = [process.env["CHROMIUM_PATH"], ...usualPlaces].find((path) => path !== undefined && existsSync(path));
    if (known !== undefined) return { command: known, environment: { PATH: process.env["PATH"] ?? "" } };
    if (process.platform !== "linux" || process.arch !== "x64") {
        throw new Error("no Chromium here: install one and name it in CHROMIUM_PATH (npm's is for Linux on x64 only)");
    }
    const folder = `${cacheFolder(process.env)}/chromium/${sparticuz.version}`;
    await withLock(`${folder}.lock`, { staleAfterMs: 60_000 }, async () => {
        if (!existsSync(folder)) unpack(folder);
    });
    return {
        command: `${folder}/chromium`,
        // The package brings the shared libraries that a bare Linux lacks, and a font for one that has none.
        environment: { LD_LIBRARY_PATH: `${folder}/al2023/lib`, FONTCONFIG_FILE: `${folder}/fonts.conf` },
    };
}

const usualPlaces = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const require = createRequire(import.meta.url);
const sparticuz = {
    entry: fileURLToPath(import.meta.resolve("@sparticuz/chromium")),
    version: require(`${dirname(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))))}/package.json`)
        .version as string,
};

/** The package unpacks into the temporary folder, and its libraries only where it believes to be on Amazon's Linux. */
function unpack(folder: string): void {
    mkdirSync(dirname(folder), { recursive: true });
    const staging = mkdtempSync(`${folder}.partial-`);
    try {
        execFileSync(
            process.execPath,
            [
                "--input-type=module",
                "-e",
                `await (await import(process.argv[1])).default.executablePath()`,
                sparticuz.entry,
            ],
            { env: { TMPDIR: staging, HOME: staging, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" }, stdio: "pipe" },
        );
        writeFileSync(`${staging}/fonts.conf`, fontsIn(folder));
        renameSync(staging, folder);
    } finally {
        rmSync(staging, { recursive: true, force: true });
    }
}

function fontsIn(folder: string): string {
    return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}
