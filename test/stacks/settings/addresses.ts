import fc from "fast-check";

/** Addresses and host names, well and badly written; fast-check's own take seconds to begin with. */
export const addresses = fc
    .tuple(
        fc.constantFrom("https://", "http://", "HTTPS://user@", "acme://", ""),
        fc.constantFrom(
            "acme.example",
            "Login.Acme.Example",
            "localhost",
            "127.0.0.1",
            "[::1]",
            "*.acme.example",
            "a_b.c",
        ),
        fc.constantFrom("", ":3000", ":443", ":99999"),
        fc.constantFrom("", "/", "/callback", "/callback?app=1#top", "/a b"),
    )
    .map((parts) => parts.join(""));
