import { PolicyPack } from "@pulumi/policy";
import { rules } from "./rules.ts";

new PolicyPack("microsoft-auth0", {
    displayName: "Microsoft sign-in and Token Vault with Auth0",
    description: "Duties of Microsoft Entra app registrations, Auth0 connections and clients, and Key Vault",
    tags: ["auth0", "entra", "token-vault"],
    policies: rules,
});
