/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What drawing leaves for writing. */
#pragma once

#include "papers/truetype.h"

G_BEGIN_DECLS

/* The glyphs in use, by the numbers that the pages call them by. A glyph that stands for two different characters has
 * two: so each number says one thing, and what is copied off a page is what was typed. */
typedef struct
{
  YnTrueType *outlines; /* borrowed */
  GArray *glyphs;       /* of guint16, by number */
  GPtrArray *texts;     /* of char *, by number: what it stands for */
  GHashTable *numbers;  /* glyph and character -> number */
  GHashTable *clusters; /* text of several characters -> what counts as its character */
} YnPressFont;

void yn_press_font_init (YnPressFont *font, YnTrueType *outlines);
void yn_press_font_clear (YnPressFont *font);
guint yn_press_font_number (YnPressFont *font, guint glyph, const char *text, guint length);

typedef struct
{
  GString *content;
  GArray *marks; /* of guint: the element of each marked content */
} YnPressPage;

typedef struct
{
  gboolean is_element;
  guint index; /* of the element, or of the marked content on its page */
} YnPressKid;

typedef struct
{
  const char *tag;
  int parent; /* -1: the root */
  int page;   /* of its own content; -1: it has none */
  GArray *kids;
} YnPressElement;

typedef struct _YnPress YnPress;

struct _YnPress
{
  double width, height;
  YnPressFont font;
  GPtrArray *pages;    /* of YnPressPage */
  GPtrArray *elements; /* of YnPressElement */
  GArray *open;        /* of guint: elements, the innermost last */
  GPtrArray *drawings; /* of GBytes */
  int marked;          /* the element whose content is being marked, or one of: */
#define YN_PRESS_UNMARKED (-1)
#define YN_PRESS_ARTIFACT (-2)
  char *state;         /* colours and weight of the page's text as they are set now */
};

/* The content that is being marked ends here. */
void yn_press_leave (YnPress *press);

G_END_DECLS
