/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Pages, font and structure as the objects of a file (ISO 32000-1 §7.5). */

#include "papers/press.h"

#include "base/error.h"
#include "papers/pdf-number.h"
#include "papers/pdf.h"
#include "papers/press-parts.h"

#include <string.h>
#include <zlib.h>

#define SHEER 0.06 /* how much of it one sees */
#define QUICK 1    /* of zlib's nine levels */
#define FULL_WIDTH 1000
#define RANGES 100 /* of a CMap: as many in one block as its readers must take */

/* Objects that every file has, by their numbers; pages, drawings and elements follow. */
enum
{
  CATALOG = 1,
  PAGES,
  INFO,
  STRUCTURE,
  PARENTS,
  RESOURCES,
  FONT,
  CID_FONT,
  DESCRIPTOR,
  PROGRAM,
  MEANINGS,
  FIRST_FREE,
};

typedef struct
{
  YnPress *press;
  GByteArray *out;
  gsize *offsets; /* by number */
  guint n_objects;
  guint first_page, first_drawing, first_element;
} Writing;

static GBytes *
deflate_quickly (const char *data, gsize length)
{
  uLongf room = compressBound (length);
  guint8 *out = g_malloc (room);

  if (compress2 (out, &room, (const Bytef *) data, length, QUICK) != Z_OK)
    g_error ("zlib has no memory left");
  return g_bytes_new_take (g_realloc (out, room), room);
}

GBytes *
yn_press_drawing (const char *content, gsize length)
{
  return deflate_quickly (content, length);
}

/* --- objects
 * ------------------------------------------------------------------------------------------------------------- */

static void
append (Writing *writing, const char *text, gsize length)
{
  g_byte_array_append (writing->out, (const guint8 *) text, (guint) length);
}

static void
put (Writing *writing, const char *text)
{
  append (writing, text, strlen (text));
}

static void G_GNUC_PRINTF (2, 3) print (Writing *writing, const char *format, ...)
{
  char text[512];
  va_list arguments;
  int length;

  va_start (arguments, format);
  length = g_vsnprintf (text, sizeof text, format, arguments);
  va_end (arguments);
  append (writing, text, MIN ((gsize) length, sizeof text - 1));
}

static void
begin (Writing *writing, guint number)
{
  writing->offsets[number] = writing->out->len;
  print (writing, "%u 0 obj\n", number);
}

static void
end (Writing *writing)
{
  put (writing, "\nendobj\n");
}

static void
write_text_entry (Writing *writing, const char *key, const char *text)
{
  g_autofree char *syntax = yn_pdf_text_syntax (text);

  print (writing, " /%s ", key);
  put (writing, syntax);
}

/* @entries: what stands in the dictionary beside length and filter. */
static void
write_stream (Writing *writing, guint number, const char *entries, GBytes *deflated)
{
  gsize length;
  const char *data = g_bytes_get_data (deflated, &length);

  begin (writing, number);
  print (writing, "<< %s%s/Length %" G_GSIZE_FORMAT " /Filter /FlateDecode >>\nstream\n", entries,
         *entries != '\0' ? " " : "", length);
  append (writing, data, length);
  put (writing, "\nendstream");
  end (writing);
}

/* --- the font
 * ------------------------------------------------------------------------------------------------------------ */

/* Six letters before the name say that it is part of a font (§9.6.4): the same for the same part. */
static void
subset_tag (const YnPressFont *font, char tag[7])
{
  uLong sum =
      adler32 (adler32 (0, NULL, 0), (const Bytef *) font->glyphs->data, (uInt) (font->glyphs->len * sizeof (guint16)));

  for (guint i = 0; i < 6; i++)
    {
      tag[i] = (char) ('A' + sum % 26);
      sum /= 26;
    }
  tag[6] = '\0';
}

static void
write_widths (Writing *writing, const YnPressFont *font)
{
  put (writing, " /W [");
  for (guint i = 0; i < font->glyphs->len; i++)
    {
      int width = yn_truetype_advance (font->outlines, g_array_index (font->glyphs, guint16, i));

      if (width != FULL_WIDTH)
        print (writing, " %u [%d]", i, width);
    }
  put (writing, " ]");
}

static void
append_meaning (GString *out, guint number, const char *text)
{
  g_autofree gunichar2 *units = NULL;
  glong n = 0;

  units = g_utf8_to_utf16 (text, -1, NULL, &n, NULL);
  g_string_append_printf (out, "<%04X> <", number);
  for (glong i = 0; i < n; i++)
    g_string_append_printf (out, "%04X", units[i]);
  g_string_append (out, ">\n");
}

/* What each number says (§9.10.3). */
static void
write_meanings (Writing *writing, const YnPressFont *font)
{
  g_autoptr (GString) out = g_string_new ("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                                          "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                                          "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                                          "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
  g_autoptr (GBytes) deflated = NULL;

  for (guint from = 1; from < font->texts->len; from += RANGES)
    {
      guint n = MIN (RANGES, font->texts->len - from);

      g_string_append_printf (out, "%u beginbfchar\n", n);
      for (guint i = from; i < from + n; i++)
        append_meaning (out, i, g_ptr_array_index (font->texts, i));
      g_string_append (out, "endbfchar\n");
    }
  g_string_append (out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
  deflated = deflate_quickly (out->str, out->len);
  write_stream (writing, MEANINGS, "", deflated);
}

static gboolean
write_font (Writing *writing, const YnPressFont *font)
{
  YnTrueTypeExtent extent;
  char tag[7];
  gsize length;
  g_autoptr (GBytes) program =
      yn_truetype_program (font->outlines, (const guint16 *) (gconstpointer) font->glyphs->data, font->glyphs->len,
                           &length);
  g_autofree char *entries = g_strdup_printf ("/Length1 %" G_GSIZE_FORMAT, length);

  if (program == NULL)
    return FALSE;
  subset_tag (font, tag);
  yn_truetype_extent (font->outlines, &extent);
  begin (writing, FONT);
  print (writing, "<< /Type /Font /Subtype /Type0 /BaseFont /%s+" YN_TYPEFACE_NAME " /Encoding /Identity-H "
                  "/DescendantFonts [ %u 0 R ] /ToUnicode %u 0 R >>", tag, CID_FONT, MEANINGS);
  end (writing);
  begin (writing, CID_FONT);
  print (writing, "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s+" YN_TYPEFACE_NAME " /CIDToGIDMap /Identity "
                  "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                  "/FontDescriptor %u 0 R /DW %d", tag, DESCRIPTOR, FULL_WIDTH);
  write_widths (writing, font);
  put (writing, " >>");
  end (writing);
  begin (writing, DESCRIPTOR);
  print (writing, "<< /Type /FontDescriptor /FontName /%s+" YN_TYPEFACE_NAME " /Flags 4 /FontBBox [ %d %d %d %d ] "
                  "/ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV 80 /FontFile2 %u 0 R >>",
         tag, extent.box[0], extent.box[1], extent.box[2], extent.box[3], extent.ascent, extent.descent, extent.ascent,
         PROGRAM);
  end (writing);
  write_stream (writing, PROGRAM, entries, program);
  write_meanings (writing, font);
  return TRUE;
}

/* --- pages
 * --------------------------------------------------------------------------------------------------------------- */

static void
write_resources (Writing *writing)
{
  begin (writing, RESOURCES);
  print (writing, "<< /Font << /F %u 0 R >> /ExtGState << /Sheer << /ca %.2f >> >> /XObject <<", FONT, SHEER);
  for (guint i = 0; i < writing->press->drawings->len; i++)
    print (writing, " /D%u %u 0 R", i, writing->first_drawing + i);
  put (writing, " >> >>");
  end (writing);
}

static void
append_size (Writing *writing)
{
  g_autoptr (GString) size = g_string_new ("[ 0 0 ");

  yn_pdf_append_number (size, writing->press->width);
  yn_pdf_append_number (size, writing->press->height);
  g_string_append_c (size, ']');
  put (writing, size->str);
}

static void
write_page (Writing *writing, guint index)
{
  const YnPressPage *page = g_ptr_array_index (writing->press->pages, index);
  guint number = writing->first_page + 2 * index;
  g_autoptr (GBytes) content = deflate_quickly (page->content->str, page->content->len);

  begin (writing, number);
  print (writing, "<< /Type /Page /Parent %u 0 R /MediaBox ", PAGES);
  append_size (writing);
  print (writing, " /Contents %u 0 R /Resources %u 0 R /StructParents %u /Tabs /S "
                  "/Group << /Type /Group /S /Transparency /I true /CS /DeviceRGB >> >>", number + 1, RESOURCES, index);
  end (writing);
  write_stream (writing, number + 1, "", content);
}

static void
write_pages (Writing *writing)
{
  guint n = writing->press->pages->len;

  begin (writing, PAGES);
  put (writing, "<< /Type /Pages /Kids [");
  for (guint i = 0; i < n; i++)
    print (writing, " %u 0 R", writing->first_page + 2 * i);
  print (writing, " ] /Count %u >>", n);
  end (writing);
  for (guint i = 0; i < n; i++)
    write_page (writing, i);
}

static void
write_drawings (Writing *writing)
{
  g_autoptr (GString) entries = g_string_new ("/Type /XObject /Subtype /Form /BBox [ 0 0 ");

  yn_pdf_append_number (entries, writing->press->width);
  yn_pdf_append_number (entries, writing->press->height);
  g_string_append (entries, "] /Resources << >>");
  for (guint i = 0; i < writing->press->drawings->len; i++)
    write_stream (writing, writing->first_drawing + i, entries->str, g_ptr_array_index (writing->press->drawings, i));
}

/* --- structure (§14.7)
 * ----------------------------------------------------------------------------------------------------- */

static void
write_kid (Writing *writing, const YnPressKid *kid)
{
  if (kid->is_element)
    print (writing, " %u 0 R", writing->first_element + kid->index);
  else
    print (writing, " %u", kid->index);
}

static void
write_element (Writing *writing, guint index)
{
  const YnPressElement *element = g_ptr_array_index (writing->press->elements, index);

  begin (writing, writing->first_element + index);
  print (writing, "<< /Type /StructElem /S /%s /P %u 0 R", element->tag,
         element->parent < 0 ? STRUCTURE : writing->first_element + (guint) element->parent);
  if (element->page >= 0)
    print (writing, " /Pg %u 0 R", writing->first_page + 2 * (guint) element->page);
  put (writing, " /K [");
  for (guint i = 0; i < element->kids->len; i++)
    write_kid (writing, &g_array_index (element->kids, YnPressKid, i));
  put (writing, " ] >>");
  end (writing);
}

/* From marked content back to its element, page by page. */
static void
write_parents (Writing *writing)
{
  begin (writing, PARENTS);
  put (writing, "<< /Nums [");
  for (guint i = 0; i < writing->press->pages->len; i++)
    {
      const YnPressPage *page = g_ptr_array_index (writing->press->pages, i);

      print (writing, " %u [", i);
      for (guint m = 0; m < page->marks->len; m++)
        print (writing, " %u 0 R", writing->first_element + g_array_index (page->marks, guint, m));
      put (writing, " ]");
    }
  put (writing, " ] >>");
  end (writing);
}

static void
write_structure (Writing *writing)
{
  const GPtrArray *elements = writing->press->elements;

  begin (writing, STRUCTURE);
  put (writing, "<< /Type /StructTreeRoot /K [");
  for (guint i = 0; i < elements->len; i++)
    if (((const YnPressElement *) g_ptr_array_index (elements, i))->parent < 0)
      print (writing, " %u 0 R", writing->first_element + i);
  print (writing, " ] /ParentTree %u 0 R /ParentTreeNextKey %u >>", PARENTS, writing->press->pages->len);
  end (writing);
  write_parents (writing);
  for (guint i = 0; i < elements->len; i++)
    write_element (writing, i);
}

/* --- the file
 * -------------------------------------------------------------------------------------------------------------- */

static void
write_catalog (Writing *writing)
{
  begin (writing, CATALOG);
  print (writing, "<< /Type /Catalog /Pages %u 0 R /StructTreeRoot %u 0 R /MarkInfo << /Marked true >> /Lang (zh-CN) "
                  "/ViewerPreferences << /DisplayDocTitle true >> >>", PAGES, STRUCTURE);
  end (writing);
}

/* A paper is of a day (Beijing time), not of the moment at which somebody printed it, or printed it again. */
static char *
date_of (const YnImprint *imprint)
{
  const char *day = imprint->day;
  g_autoptr (GDateTime) now = NULL;

  if (day != NULL && strlen (day) == 10 && strspn (day, "0123456789-") == 10 && day[4] == '-' && day[7] == '-')
    return g_strdup_printf ("D:%.4s%.2s%.2s000000+08'00'", day, day + 5, day + 8);
  now = g_date_time_new_now_utc ();
  return g_date_time_format (now, "D:%Y%m%d%H%M%SZ");
}

static void
write_info (Writing *writing, const YnImprint *imprint)
{
  g_autofree char *date = date_of (imprint);

  begin (writing, INFO);
  put (writing, "<<");
  write_text_entry (writing, "Title", imprint->title);
  write_text_entry (writing, "Subject", imprint->subject);
  write_text_entry (writing, "Creator", "Yinuo 一诺");
  print (writing, " /CreationDate (%s) >>", date);
  end (writing);
}

static void
write_trailer (Writing *writing)
{
  gsize at = writing->out->len;

  print (writing, "xref\n0 %u\n0000000000 65535 f \n", writing->n_objects);
  for (guint i = 1; i < writing->n_objects; i++)
    print (writing, "%010" G_GSIZE_FORMAT " 00000 n \n", writing->offsets[i]);
  print (writing, "trailer\n<< /Size %u /Root %u 0 R /Info %u 0 R >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
         writing->n_objects, CATALOG, INFO, at);
}

GBytes *
yn_press_finish (YnPress *press, const YnImprint *imprint, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_sized_new (128 * 1024);
  g_autofree gsize *offsets = NULL;
  Writing writing = { .press = press, .out = out, .first_page = FIRST_FREE };

  yn_press_leave (press);
  writing.first_drawing = writing.first_page + 2 * press->pages->len;
  writing.first_element = writing.first_drawing + press->drawings->len;
  writing.n_objects = writing.first_element + press->elements->len;
  writing.offsets = offsets = g_new0 (gsize, writing.n_objects);
  put (&writing, "%PDF-1.7\n%\xe4\xb8\x80\xe8\xaf\xba\n");
  write_catalog (&writing);
  write_info (&writing, imprint);
  write_resources (&writing);
  write_pages (&writing);
  write_drawings (&writing);
  if (!write_font (&writing, &press->font))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_FAILED, "the font %s lacks the outlines of its glyphs", YN_TYPEFACE_NAME);
      return NULL;
    }
  write_structure (&writing);
  write_trailer (&writing);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
