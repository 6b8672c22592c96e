/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Files that people attach: good ones of each kind with their pages, and broken ones, each with words of its own. */
#include "papers/content.h"

#include "base/error.h"
#include "forms/problem.h"
#include "sheets.h"

#include <string.h>

/* 6 by 5 pixels each, from red to blue. */
static const char *const pictures[] = {
  /* png */
    "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAFEAIAAAC5qtbyAAAABGdBTUEAALGPC/xhBQAAACBjSFJNAAB6JgAAgIQAAPoAAACA6AAA"
    "dTAAAOpgAAA6mAAAF3CculE8AAAABmJLR0T///////8JWPfcAAAAB3RJTUUH6gsXBjETh3v2rQAAACpJREFUCNdj/P+fgSBgOcDA"
    "wOBASNFBRiIUHWBgYLAnYCUjAwMDAyF3AQA+nAgL81fkdwAAACV0RVh0ZGF0ZTpjcmVhdGUAMjAyNi0xMS0yM1QwNjo0OToxOSsw"
    "MDowMIQHYYEAAAAldEVYdGRhdGU6bW9kaWZ5ADIwMjYtMTEtMjNUMDY6NDk6MTkrMDA6MDD1Wtk9AAAAAElFTkSuQmCC",
  /* png, interlaced */
    "iVBORw0KGgoAAAANSUhEUgAAAAYAAAAFEAIAAAHOreZkAAAAOklEQVQI133MwQnAMBADwbnOXJo7c2nKIwQfJlgfLWKRBLxVGzuQ"
    "1MTUU034ph/ruEKtMNxTAyt36QEwJhP2NNUSIAAAAABJRU5ErkJggg==",
  /* jpeg */
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8Q"
    "EBEQCgwSExIQEw8QEBD/2wBDAQMDAwQDBAgEBAgQCwkLEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ"
    "EBAQEBAQEBD/wAARCAAFAAYDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAACP/EABkQAAEFAAAAAAAAAAAAAAAAAAABBRdR"
    "ov/EABUBAQEAAAAAAAAAAAAAAAAAAAcI/8QAGxEAAAcBAAAAAAAAAAAAAAAAAAEGGFGi0VL/2gAMAwEAAhEDEQA/AA9ID1elLFbI"
    "j+aloRHDqmbHg//Z",
  /* jpeg, progressive */
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8Q"
    "EBEQCgwSExIQEw8QEBD/2wBDAQMDAwQDBAgEBAgQCwkLEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ"
    "EBAQEBAQEBD/wgARCAAFAAYDAREAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAAB//EABUBAQEAAAAAAAAAAAAAAAAAAAYH/9oA"
    "DAMBAAIQAxAAAAEOsSL/xAAWEAADAAAAAAAAAAAAAAAAAAAAAxX/2gAIAQEAAQUCoOP/xAAYEQACAwAAAAAAAAAAAAAAAAAAAQUX"
    "8P/aAAgBAwEBPwGw5TM//8QAGBEAAgMAAAAAAAAAAAAAAAAAAAUXUaH/2gAIAQIBAT8BjJPWH//EABQQAQAAAAAAAAAAAAAAAAAA"
    "AAD/2gAIAQEABj8Cf//EABYQAAMAAAAAAAAAAAAAAAAAAAAR8P/aAAgBAQABPyGWf//aAAwDAQACAAMAAAAQ3//EABcRAAMBAAAA"
    "AAAAAAAAAAAAAABhodH/2gAIAQMBAT8QfWH/xAAXEQADAQAAAAAAAAAAAAAAAAAAAdHw/9oACAECAQE/ENEp/8QAFhAAAwAAAAAA"
    "AAAAAAAAAAAAAGGh/9oACAEBAAE/EGUf/9k=",
  /* tiff, little endian, one page */
    "SUkqALwAAAD//wAAAAD//wAAAAD//wAAAAD//wAAAAD//wAAAAD//wAAAAD/vwAAAED/vwAAAED/vwAAAED/vwAAAED/vwAAAED/"
    "vwAAAEAAgAAAAIAAgAAAAIAAgAAAAIAAgAAAAIAAgAAAAIAAgAAAAIAAQAAA/78AQAAA/78AQAAA/78AQAAA/78AQAAA/78AQAAA"
    "/78AAAAA//8AAAAA//8AAAAA//8AAAAA//8AAAAA//8AAAAA//8PAAABAwABAAAABgAAAAEBAwABAAAABQAAAAIBAwADAAAAdgEA"
    "AAMBAwABAAAAAQAAAAYBAwABAAAAAgAAAAoBAwABAAAAAQAAABEBBAABAAAACAAAABIBAwABAAAAAQAAABUBAwABAAAAAwAAABYB"
    "AwABAAAABQAAABcBBAABAAAAtAAAABwBAwABAAAAAQAAACkBAwACAAAAAAABAD4BBQACAAAArAEAAD8BBQAGAAAAfAEAAAAAAAAQ"
    "ABAAEACF61EAAACAAMP1qAAAAAACzcxMAAAAAAHNzEwAAACAAM3MTAAAAAACj8L1AAAAABA3GqAAAAAAAiuHCgAAACAA",
  /* tiff, big endian, two pages */
    "SUkqALwAAAD//wAAAAD//wAAAAD//wAAAAD//wAAAAD//wAAAAD//wAAAAD/vwAAAED/vwAAAED/vwAAAED/vwAAAED/vwAAAED/"
    "vwAAAEAAgAAAAIAAgAAAAIAAgAAAAIAAgAAAAIAAgAAAAIAAgAAAAIAAQAAA/78AQAAA/78AQAAA/78AQAAA/78AQAAA/78AQAAA"
    "/78AAAAA//8AAAAA//8AAAAA//8AAAAA//8AAAAA//8AAAAA//8QAP4ABAABAAAAAgAAAAABAwABAAAABgAAAAEBAwABAAAABQAA"
    "AAIBAwADAAAAggEAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAAAoBAwABAAAAAQAAABEBBAABAAAACAAAABIBAwABAAAAAQAAABUB"
    "AwABAAAAAwAAABYBAwABAAAABQAAABcBBAABAAAAtAAAABwBAwABAAAAAQAAACkBAwACAAAAAAACAD4BBQACAAAAuAEAAD8BBQAG"
    "AAAAiAEAAHwCAAAQABAAEACF61EAAACAAMP1qAAAAAACzcxMAAAAAAHNzEwAAACAAM3MTAAAAAACj8L1AAAAABA3GqAAAAAAAiuH"
    "CgAAACAA//8AAAAA//8AAAAA//8AAAAA//8AAAAA//8AAAAA//8AAAAA/78AAABA/78AAABA/78AAABA/78AAABA/78AAABA/78A"
    "AABAAIAAAACAAIAAAACAAIAAAACAAIAAAACAAIAAAACAAIAAAACAAEAAAP+/AEAAAP+/AEAAAP+/AEAAAP+/AEAAAP+/AEAAAP+/"
    "AAAAAP//AAAAAP//AAAAAP//AAAAAP//AAAAAP//AAAAAP//EAD+AAQAAQAAAAIAAAAAAQMAAQAAAAYAAAABAQMAAQAAAAUAAAAC"
    "AQMAAwAAAEIDAAADAQMAAQAAAAEAAAAGAQMAAQAAAAIAAAAKAQMAAQAAAAEAAAARAQQAAQAAAMgBAAASAQMAAQAAAAEAAAAVAQMA"
    "AQAAAAMAAAAWAQMAAQAAAAUAAAAXAQQAAQAAALQAAAAcAQMAAQAAAAEAAAApAQMAAgAAAAEAAgA+AQUAAgAAAHgDAAA/AQUABgAA"
    "AEgDAAAAAAAAEAAQABAAhetRAAAAgADD9agAAAAAAs3MTAAAAAABzcxMAAAAgADNzEwAAAAAAo/C9QAAAAAQNxqgAAAAAAIrhwoA"
    "AAAgAA==",
};

typedef enum
{
  PNG,
  PNG_INTERLACED,
  JPEG,
  JPEG_PROGRESSIVE,
  TIFF,
  TIFF_TWO,
  PDF,       /* of three pages */
  PDF_LOCKED,
  PDF_NONE,  /* of no page */
  BYTES,     /* as written in the case */
} Kind;

static GBytes *
good (Kind kind)
{
  gsize size;
  guchar *data;
  static const char no_pages[] = "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>"
                                 "\nendobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n"
                                 "trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n100\n%%EOF\n";

  if (kind == PDF)
    return sheets_new (3);
  if (kind == PDF_LOCKED)
    {
      g_autoptr (GBytes) open = sheets_new (1);

      return sheets_through_qpdf (open, "--encrypt", "a", "b", "256", "--", NULL);
    }
  if (kind == PDF_NONE)
    return g_bytes_new_static (no_pages, strlen (no_pages));
  data = g_base64_decode (pictures[kind], &size);
  return g_bytes_new_take (data, size);
}

typedef struct
{
  const char *what;
  Kind kind;
  const char *bytes; /* of BYTES */
  gsize length;
  int keep;          /* per cent of the file that is there; 0: all */
  int flip;          /* the byte at this offset is another; 0: none; below 0: from the end */
  int pages;         /* of a good one */
  const char *nick;  /* of a bad one */
} Case;

#define TEXT(text) text, sizeof text - 1

static const Case cases[] = {
  { "a PNG", PNG, NULL, 0, 0, 0, 1, NULL },
  { "an interlaced PNG", PNG_INTERLACED, NULL, 0, 0, 0, 1, NULL },
  { "a JPEG", JPEG, NULL, 0, 0, 0, 1, NULL },
  { "a progressive JPEG", JPEG_PROGRESSIVE, NULL, 0, 0, 0, 1, NULL },
  { "a TIFF", TIFF, NULL, 0, 0, 0, 1, NULL },
  { "a TIFF of two pages", TIFF_TWO, NULL, 0, 0, 0, 2, NULL },
  { "a PDF of three pages", PDF, NULL, 0, 0, 0, 3, NULL },

  { "nothing", BYTES, TEXT (""), 0, 0, 0, "file-empty" },
  { "half a PNG", PNG, NULL, 0, 50, 0, 0, "cut-off" },
  { "a PNG without its last bytes", PNG, NULL, 0, 97, 0, 0, "cut-off" },
  { "a PNG's first bytes", PNG, NULL, 0, 4, 0, 0, "cut-off" },
  { "a PNG with a wrong byte", PNG, NULL, 0, 0, 60, 0, "bad-picture" },
  { "a PNG of no width", PNG, NULL, 0, 0, 19, 0, "bad-picture" }, /* and its checksum wrong with it */
  { "half an interlaced PNG", PNG_INTERLACED, NULL, 0, 60, 0, 0, "cut-off" },
  { "half a JPEG", JPEG, NULL, 0, 50, 0, 0, "cut-off" },
  { "a JPEG without its end mark", JPEG, NULL, 0, 99, 0, 0, "cut-off" },
  { "a JPEG's first bytes", JPEG, NULL, 0, 2, 0, 0, "cut-off" },
  { "half a progressive JPEG", JPEG_PROGRESSIVE, NULL, 0, 70, 0, 0, "cut-off" },
  { "a JPEG that is its end", BYTES, TEXT ("\xff\xd8\xff\xd9"), 0, 0, 0, "bad-picture" },
  { "a JPEG of noise", BYTES, TEXT ("\xff\xd8\xff\xe0\x00\x04zznoise noise noise"), 0, 0, 0, "bad-picture" },
  { "a JPEG of no height", BYTES, TEXT ("\xff\xd8\xff\xc0\x00\x0b\x08\x00\x00\x00\x05\x01\x01\x11\x00\xff\xd9"), 0, 0, 0,
    "bad-picture" },
  { "a JPEG with a segment of no length", BYTES, TEXT ("\xff\xd8\xff\xe0\x00\x01\xff\xd9"), 0, 0, 0, "bad-picture" },
  { "half a TIFF", TIFF, NULL, 0, 50, 0, 0, "cut-off" },
  { "a TIFF's header", BYTES, TEXT ("II*\0\x08\0\0\0"), 0, 0, 0, "cut-off" },
  { "a TIFF of no page", BYTES, TEXT ("II*\0\0\0\0\0"), 0, 0, 0, "bad-picture" },
  { "a TIFF of an empty page", BYTES, TEXT ("II*\0\x08\0\0\0\0\0\0\0\0\0"), 0, 0, 0, "bad-picture" },
  { "half a PDF", PDF, NULL, 0, 50, 0, 0, "cut-off" },
  { "a PDF's first line", BYTES, TEXT ("%PDF-1.7\n"), 0, 0, 0, "cut-off" },
  { "a PDF behind a mail's header", BYTES, TEXT ("From: a\r\n\r\n%PDF-1.7\n1 0 obj"), 0, 0, 0, "bad-pdf" },
  { "a PDF of nonsense", BYTES, TEXT ("%PDF-1.7\nnonsense\n%%EOF\n"), 0, 0, 0, "bad-pdf" },
  { "a PDF with a password", PDF_LOCKED, NULL, 0, 0, 0, 0, "encrypted-pdf" },
  { "a PDF of no page", PDF_NONE, NULL, 0, 0, 0, 0, "pdf-without-pages" },

  { "a phone's picture", BYTES, TEXT ("\0\0\0\x18""ftypheic\0\0\0\0mif1heic"), 0, 0, 0, "phone-picture" },
  { "another phone's picture", BYTES, TEXT ("\0\0\0\x18""ftypavif\0\0\0\0mif1avif"), 0, 0, 0, "phone-picture" },
  { "a film", BYTES, TEXT ("\0\0\0\x18""ftypmp42\0\0\0\0mp42isom"), 0, 0, 0, "wrong-type" },
  { "a GIF", BYTES, TEXT ("GIF89a\x01\0\x01\0"), 0, 0, 0, "web-picture" },
  { "a WebP", BYTES, TEXT ("RIFF\x10\0\0\0WEBPVP8 "), 0, 0, 0, "web-picture" },
  { "a BMP", BYTES, TEXT ("BM\x46\0\0\0"), 0, 0, 0, "web-picture" },
  { "an SVG", BYTES, TEXT ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), 0, 0, 0, "web-picture" },
  { "an OFD", BYTES, TEXT ("PK\003\004\x14\0\0\0\0\0..........OFD.xml<ofd/>"), 0, 0, 0, "ofd" },
  { "a Word file", BYTES, TEXT ("PK\003\004\x14\0\0\0\0\0.....[Content_Types].xml"), 0, 0, 0, "office-file" },
  { "an OpenDocument file", BYTES, TEXT ("PK\003\004..mimetypeapplication/vnd.oasis.opendocument.text"), 0, 0, 0,
    "office-file" },
  { "an old Word file", BYTES, TEXT ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 0, 0, 0, "office-file" },
  { "an RTF", BYTES, TEXT ("{\\rtf1\\ansi"), 0, 0, 0, "office-file" },
  { "a ZIP", BYTES, TEXT ("PK\003\004\x14\0\0\0\0\0scan.jpg"), 0, 0, 0, "archive" },
  { "a RAR", BYTES, TEXT ("Rar!\x1a\x07\0"), 0, 0, 0, "archive" },
  { "a 7z", BYTES, TEXT ("7z\xbc\xaf\x27\x1c"), 0, 0, 0, "archive" },
  { "a gzip", BYTES, TEXT ("\x1f\x8b\x08\0"), 0, 0, 0, "archive" },
  { "a sign-in page saved as PDF", BYTES, TEXT ("<!DOCTYPE html><html><title>登录</title>"), 0, 0, 0, "web-page" },
  { "plain text", BYTES, TEXT ("营业执照"), 0, 0, 0, "wrong-type" },
  { "zeros", BYTES, TEXT ("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), 0, 0, 0, "wrong-type" },
};

static GBytes *
content_of (const Case *one)
{
  g_autoptr (GBytes) whole = one->kind == BYTES ? g_bytes_new_static (one->bytes, one->length) : good (one->kind);
  gsize size;
  const guint8 *data = g_bytes_get_data (whole, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);

  if (one->flip != 0)
    copy[one->flip] ^= 0x06; /* a 6 becomes 0: a width of none */
  return g_bytes_new (copy, one->keep > 0 ? size * one->keep / 100 : size);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GBytes) content = content_of (one);
  g_autoptr (GError) error = NULL;
  const char *type = NULL;
  int pages = 0;
  gboolean taken = yn_content_look (content, &type, &pages, &error);

  if (one->nick == NULL)
    {
      g_assert_no_error (error);
      g_assert_true (taken);
      g_assert_nonnull (type);
      g_assert_cmpint (pages, ==, one->pages);
      return;
    }
  g_assert_false (taken);
  g_assert_cmpstr (yn_error_nick_of (error), ==, one->nick);
}

/* What happened and what to do, in both languages; no two situations say the same. */
static void
test_words (void)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (YnLanguage language = YN_LANGUAGE_ZH_CN; cases[i].nick != NULL && language <= YN_LANGUAGE_EN; language++)
      {
        g_autoptr (YnExplanation) words = yn_problems_explain_code (cases[i].nick, language);
        const char *other = g_hash_table_lookup (said, words->what);

        g_assert_cmpstr (words->code, ==, cases[i].nick);
        g_assert_cmpuint (strlen (words->remedy), >, 0);
        if (other != NULL)
          g_assert_cmpstr (other, ==, cases[i].nick);
        g_hash_table_replace (said, g_strdup (words->what), g_strdup (cases[i].nick));
      }
}

/* Every file cut at every byte ends in an answer, never in a read past its end. */
static void
test_every_cut (void)
{
  for (Kind kind = PNG; kind <= TIFF_TWO; kind++)
    {
      g_autoptr (GBytes) whole = good (kind);
      gsize size;
      const guint8 *data = g_bytes_get_data (whole, &size);

      for (gsize keep = 1; keep < size; keep++)
        {
          g_autofree guint8 *exactly = g_memdup2 (data, keep);
          g_autoptr (GBytes) cut = g_bytes_new_take (g_steal_pointer (&exactly), keep);
          g_autoptr (GError) error = NULL;
          const char *type;
          int pages;

          if (!yn_content_look (cut, &type, &pages, &error))
            g_assert_nonnull (error);
          else
            g_assert_true (kind == TIFF || kind == TIFF_TWO); /* what lies behind the last strip may be missing */
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (cases[i].what), " ,':", '-');
      g_autofree char *path = g_strconcat ("/papers/content/", name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/papers/content/words", test_words);
  g_test_add_func ("/papers/content/every-cut", test_every_cut);
  return g_test_run ();
}
