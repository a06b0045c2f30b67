"""All that Ombud itself says, in Project Fluent: `<part>.fr.ftl` beside `<part>.en.ftl`."""
