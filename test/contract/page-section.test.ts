import { expect, it } from "vitest";
import { withSection } from "../../contract/page-section.ts";

const page = "above\n<!-- counts -->\nold\n<!-- /counts -->\nbelow\n";

it("a section of a page is written anew between its marks, and nothing else", () => {
    expect(withSection(page, "counts", "new\n| a |")).toBe(
        "above\n<!-- counts -->\nnew\n| a |\n<!-- /counts -->\nbelow\n",
    );
});

it.each(["above", "<!-- counts -->", "<!-- /counts -->\n<!-- counts -->"])(
    "a page without both marks is refused: %j",
    (text) => {
        expect(() => withSection(text, "counts", "new")).toThrow(
            "the page has no <!-- counts --> and <!-- /counts -->",
        );
    },
);
