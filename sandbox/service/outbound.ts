/**
 * How a service of the sandbox calls another one, as its vendor calls the other's over the internet. A name that nobody
 * answers for, or a service that is away, rejects as `fetch` does.
 */
export type Outbound = (request: Request) => Promise<Response>;

/** For a service on its own: nobody else answers. */
export const nobodyAnswers: Outbound = async (request) => {
    throw new TypeError(`fetch failed: nobody in the sandbox answers for ${new URL(request.url).host}`);
};
