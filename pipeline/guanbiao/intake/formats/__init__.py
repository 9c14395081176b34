"""One reader for each family of files, over engines that are told apart in one place. Each gives sheets in an engine's
own values, with what the engine hides of them."""
