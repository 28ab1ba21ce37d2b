"""A web page, saved or copied or archived → the article on it, without menus, teasers and comments."""
