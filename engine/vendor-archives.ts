/**
 * SHA-256 of the vendor's release archives of the pinned version, by platform. Source: the vendor's own package definition,
 * `Formula/pulumi.rb` of the GitHub repository pulumi/homebrew-tap, commit 51fb494 ("Brew formula update for Pulumi version 3.259.0").
 */
export const vendorArchives: Readonly<Record<string, string>> = {
    "darwin-arm64": "57c27f179e527e2cf9f62b841a448af72a020e44b2fb4ee0d9bd85556c00c864",
    "darwin-x64": "eaca4c3b8277bfa3ab061fa3b270d1c66358a0b2e613da8c5587a04b7226c534",
    "linux-arm64": "edc8327463a72160bb36cf82cf5062da9c8a244290a706d9980988e7bf486853",
    "linux-x64": "94ba357acac23d01474084c4b00098dc0f7bc70ce13f34c777459254a5f718e5",
};

/** Where an archive is had: the two addresses that the vendor's install script tries, in its order. */
export function vendorAddresses(version: string, platform: string): string[] {
    const file = `pulumi-v${version}-${platform}.tar.gz`;
    return [
        `https://github.com/pulumi/pulumi/releases/download/v${version}/${file}`,
        `https://get.pulumi.com/releases/sdk/${file}`,
    ];
}
