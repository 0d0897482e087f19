/**
 * Added to the environment of everything that trials start again and again: what Node compiles is kept, and the engine, which lives for
 * seconds, does not collect its garbage.
 *
 * @param compileCache folder, kept between trials
 */
export function trialEnvironment(compileCache: string): Record<string, string> {
    return {
        NODE_COMPILE_CACHE: compileCache,
        PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
        GOGC: "off",
    };
}
