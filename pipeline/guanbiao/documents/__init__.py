"""Word documents from templates that an office can edit: the shipped one, or a library's own under the same name.

A template is taken apart once; the parts that hold fields are filled in, and all others stay as they are. What is
filled in is escaped, and nothing in a template can be called. Whatever is written here carries no clock."""
