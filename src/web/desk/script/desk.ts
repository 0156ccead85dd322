/** What the desk gains with a script; everything works without it. Nothing is sent anywhere, and only drafts are stored. */
export {}
