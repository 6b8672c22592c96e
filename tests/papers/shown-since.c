/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What may come behind a printed paper with the first signature, and what may not: each row is what a later revision
 * makes of the annotations of the first page. */

#include "papers/shown-since.h"

#include "base/error.h"
#include "sheets.h"

#include <string.h>

#define PAGE "Root/Pages/Kids/0"
#define BOX "/Rect [ 10 10 110 60 ] "
#define WIDGET "/Type /Annot /Subtype /Widget /FT /Sig /T (a) /F 4 "
#define SIGNED WIDGET BOX "/V << /Type /Sig /Filter /Adobe.PPKLite >> /AP << /N @L >> "

/* "@L": a look that paints all it may. "@1", "@2": the further objects. */
typedef struct
{
  const char *what;
  const char *before, *after; /* the entries of /Annots; NULL: there is no list */
  const char *objects_before[2], *objects_after[2];
  gboolean same;
} Case;

static guint
add_look (YnPdfRevision *revision)
{
  guint id = yn_pdf_revision_reserve (revision);
  g_autoptr (GBytes) paint = g_bytes_new_static ("0 g 0 0 900 900 re f", 20);

  yn_pdf_revision_set_stream (revision, id, "/Type /XObject /Subtype /Form /BBox [ 0 0 900 900 ]", paint);
  return id;
}

static char *
filled_in (const char *syntax, guint look, const guint *objects)
{
  g_autoptr (GString) text = g_string_new (syntax);
  g_autofree char *looks = g_strdup_printf ("%u 0 R", look);
  g_autofree char *one = g_strdup_printf ("%u 0 R", objects[0]), *two = g_strdup_printf ("%u 0 R", objects[1]);

  g_string_replace (text, "@L", looks, 0);
  g_string_replace (text, "@1", one, 0);
  g_string_replace (text, "@2", two, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* @objects: their numbers, reserved here where they are 0. */
static GBytes *
with_annotations (GBytes *pdf, const char *list, const char *const *syntax, guint *objects)
{
  g_autoptr (YnPdf) opened = yn_pdf_open (pdf, NULL);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (opened, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *entries = NULL, *array = NULL;
  guint look;
  GBytes *saved;

  if (list == NULL)
    return g_bytes_ref (pdf);
  look = add_look (revision);
  for (guint i = 0; i < 2; i++)
    if (objects[i] == 0)
      objects[i] = yn_pdf_revision_reserve (revision);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = filled_in (syntax[i] != NULL ? syntax[i] : "null", look, objects);

      yn_pdf_revision_set (revision, objects[i], text);
    }
  entries = filled_in (list, look, objects);
  array = g_strdup_printf ("[ %s ]", entries);
  yn_pdf_revision_put (revision, PAGE, "Annots", array, &error);
  g_assert_no_error (error);
  saved = yn_pdf_revision_finish (revision, NULL, &error);
  g_assert_no_error (error);
  return saved;
}

static const Case cases[] = {
  { "a signature came", NULL, "@1", { NULL }, { "<< " SIGNED " >>" }, TRUE },
  { "a signature in a field above its widget came", NULL, "@1", { NULL },
    { "<< /Type /Annot /Subtype /Widget /F 4 /Parent @2 " BOX " /AP << /N @L >> >>",
      "<< /FT /Sig /T (a) /V << /Type /Sig >> /Kids [ @1 ] >>" }, TRUE },
  { "an empty place came", NULL, "@1", { NULL }, { "<< " WIDGET BOX " >>" }, TRUE },
  { "an empty place was signed", "@1", "@1", { "<< " WIDGET BOX " >>" }, { "<< " SIGNED " >>" }, TRUE },
  { "an empty place with a look stays", "@1", "@1", { "<< " WIDGET BOX "/AP << /N 4 0 R >> >>" },
    { "<< " WIDGET BOX "/AP << /N 4 0 R >> >>" }, TRUE },
  { "what stands in the list itself stays", "<< /Subtype /Square " BOX ">>", "<< /Subtype /Square " BOX ">> @1",
    { NULL }, { "<< " SIGNED " >>" }, TRUE },

  { "what stands in the list itself becomes another kind", "<< " WIDGET BOX ">>", "<< /Subtype /FreeText " BOX ">>" },
  { "what stands in the list itself gets larger", "<< /Subtype /Square " BOX ">>",
    "<< /Subtype /Square /Rect [ 0 0 595 842 ] >>" },
  { "what stands in the list itself gets a look", "<< " WIDGET BOX ">>", "<< " WIDGET BOX "/AP << /N @L >> >>" },
  { "an object becomes another kind", "@1", "@1", { "<< /Subtype /Square " BOX ">>" },
    { "<< /Subtype /FreeText " BOX ">>" } },
  { "an object gets larger", "@1", "@1", { "<< /Subtype /Square " BOX ">>" },
    { "<< /Subtype /Square /Rect [ 0 0 595 842 ] >>" } },
  { "the look of one changed", "@1", "@1", { "<< /Subtype /Square " BOX "/AP << /N @2 >> >>", "<< /A 1 >>" },
    { "<< /Subtype /Square " BOX "/AP << /N @2 >> >>", "<< /A 2 >>" } },
  { "one went", "@1 @2", "@1", { "<< " WIDGET BOX ">>", "<< " WIDGET BOX ">>" },
    { "<< " WIDGET BOX ">>", "<< " WIDGET BOX ">>" } },
  { "a note that calls itself a signature came", NULL, "@1", { NULL },
    { "<< /Type /Annot /Subtype /FreeText /FT /Sig /V << /Type /Sig >> /F 4 " BOX "/AP << /N @L >> >>" } },
  { "a place that nobody signed shows something", NULL, "@1", { NULL },
    { "<< " WIDGET BOX "/AP << /N @L >> >>" } },
  { "a place that nobody signed has a ground", NULL, "@1", { NULL }, { "<< " WIDGET BOX "/MK << /BG [ 1 ] >> >>" } },
  { "a signature that no verifier finds", NULL, "<< " SIGNED " >>" },
  { "a second widget of one signature", NULL, "@1", { NULL },
    { "<< /Type /Annot /Subtype /Widget /F 4 /Parent @2 " BOX " /AP << /N @L >> >>",
      "<< /FT /Sig /T (a) /V << /Type /Sig >> /Kids [ 4 0 R @1 ] >>" } },
  { "the value stands above a field of its own type", NULL, "@1", { NULL },
    { "<< " WIDGET BOX "/Parent @2 /AP << /N @L >> >>", "<< /T (b) /V << /Type /Sig >> /Kids [ @1 ] >>" } },
  { "a signature over half a page", NULL, "@1", { NULL },
    { "<< " WIDGET "/V << /Type /Sig >> /Rect [ 0 0 595 421 ] /AP << /N @L >> >>" } },
  { "a signature whose place is no number", NULL, "@1", { NULL },
    { "<< " WIDGET "/V << /Type /Sig >> /Rect [ 0 0 /x 9 ] /AP << /N @L >> >>" } },
  { "a signature that shows itself in print", NULL, "@1", { NULL },
    { "<< /Subtype /Widget /FT /Sig /T (a) /F 36 /V << /Type /Sig >> " BOX "/AP << /N @L >> >>" } },
  { "a signature in a layer", NULL, "@1", { NULL }, { "<< " SIGNED "/OC << /Type /OCG /Name (x) >> >>" } },
  { "a signature that does something", NULL, "@1", { NULL }, { "<< " SIGNED "/A << /S /JavaScript /JS (1) >> >>" } },
};

static void
test_annotations (void)
{
  g_autoptr (GBytes) sheet = sheets_new (1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *row = &cases[i];
      guint objects[2] = { 0 };
      g_autoptr (GBytes) before = with_annotations (sheet, row->before, row->objects_before, objects);
      g_autoptr (GBytes) after = with_annotations (before, row->after, row->objects_after, objects);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", row->what);
      yn_pdf_shows_the_same (before, after, &error);
      g_assert_cmpstr (error != NULL ? error->message : "", ==,
                       row->same ? "" : "an annotation of page 1 changed since it was printed");
    }
}

/* Beside the pages: what a revision puts into the catalog. */
static void
test_catalog (void)
{
  static const struct
  {
    const char *key, *value;
    gboolean same;
  } rows[] = {
    { "AcroForm", "<< /Fields [ ] /SigFlags 3 /DA (/Helv 0 Tf) >>", TRUE },
    { "Extensions", "<< /ESIC << /BaseVersion /1.7 /ExtensionLevel 1 >> >>", TRUE },
    { "AcroForm", "<< /Fields [ ] /XFA [ (template) (<template/>) ] >>" },
    { "OpenAction", "<< /S /JavaScript /JS (1) >>" },
    { "AA", "<< /WC << /S /JavaScript /JS (1) >> >>" },
    { "OCProperties", "<< /OCGs [ ] /D << >> >>" },
    { "Names", "<< /JavaScript << /Names [ (a) << /S /JavaScript /JS (1) >> ] >> >>" },
    { "AF", "[ << /Type /Filespec /F (a.json) >> ]" },
  };
  g_autoptr (GBytes) sheet = sheets_new (1);
  g_autoptr (YnPdf) opened = yn_pdf_open (sheet, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (opened, NULL);
      g_autoptr (GBytes) after = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s %s", rows[i].key, rows[i].value);
      g_assert_true (yn_pdf_revision_put (revision, "Root", rows[i].key, rows[i].value, NULL));
      after = yn_pdf_revision_finish (revision, NULL, NULL);
      yn_pdf_shows_the_same (sheet, after, &error);
      g_assert_cmpstr (error != NULL ? error->message : "", ==,
                       rows[i].same ? "" : "what the document carries beside its pages changed since it was printed");
    }
}

static void
test_order (void)
{
  g_autoptr (GBytes) sheet = sheets_new (2);
  g_autoptr (YnPdf) opened = yn_pdf_open (sheet, NULL);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (opened, NULL);
  g_autofree char *turned = g_strdup_printf ("[ %u 0 R %u 0 R ]", yn_pdf_object_id (opened, "Root/Pages/Kids/1"),
                                             yn_pdf_object_id (opened, "Root/Pages/Kids/0"));
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yn_pdf_revision_put (revision, "Root/Pages", "Kids", turned, NULL));
  after = yn_pdf_revision_finish (revision, NULL, NULL);
  g_assert_false (yn_pdf_shows_the_same (sheet, after, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_PAPER_DIFFERS);
  g_assert_cmpstr (error->message, ==, "the order or number of the pages changed since it was printed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/papers/shown-since/annotations", test_annotations);
  g_test_add_func ("/papers/shown-since/catalog", test_catalog);
  g_test_add_func ("/papers/shown-since/order", test_order);
  return g_test_run ();
}
