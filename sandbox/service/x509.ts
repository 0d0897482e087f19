// @peculiar/x509 needs reflect-metadata when it is loaded; imported from here, the two never come in the wrong order.
import "reflect-metadata";

export * from "@peculiar/x509";
