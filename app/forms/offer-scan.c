/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/offer-text.h"

#include "base/codes.h"
#include "forms/places.h"

#include <string.h>

#define USCC_LENGTH 18

typedef struct
{
  YnService *service;
  char **places;
  const char *enterprise; /* pointer of the object that the code belongs to */
  const char *code_at;    /* where the code goes, once it was found anywhere in the text; or NULL */
  YnOrigin origin;
  GPtrArray *offers;
} Scan;

/* --- a credit code ---------------------------------------------------------------------------------------------- */

static gboolean
is_code (const char *uscc)
{
  YnCodeVerdict verdict = yn_uscc_check (uscc, NULL);

  return verdict == YN_CODE_OK || verdict == YN_CODE_WARNING;
}

/* The first run of exactly 18 letters and digits that is a code. NULL: none. */
static char *
find_code (const char *text)
{
  g_autofree char *wide = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *upper = g_ascii_strup (wide != NULL ? wide : text, -1);

  for (const char *at = upper; *at != '\0';)
    {
      gsize length = strspn (at, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
      g_autofree char *run = g_strndup (at, length);

      if (length == USCC_LENGTH && is_code (run))
        return g_steal_pointer (&run);
      at += length > 0 ? length : 1;
    }
  return NULL;
}

static gboolean
offers_choice (YnService *service, const char *pointer, const char *value)
{
  g_autoptr (YnJson) choice = yn_schema_at (yn_service_schema (service), pointer) != NULL
                                  ? yn_offer_value (service, pointer, value)
                                  : NULL;

  return g_strcmp0 (yn_json_string (choice), value) == 0;
}

static void
imply (GPtrArray *offers, YnService *service, const char *parent, const char *name, const char *value,
       const YnOrigin *origin)
{
  g_autofree char *pointer = g_strconcat (parent, "/", name, NULL);
  g_autoptr (YnJson) json = yn_json_new_string (value);

  if (offers_choice (service, pointer, value))
    yn_offers_add (offers, pointer, json, origin);
}

static char *
parent_of (const char *pointer)
{
  const char *slash = strrchr (pointer, '/');

  return slash != NULL ? g_strndup (pointer, slash - pointer) : g_strdup ("");
}

void
yn_offers_add_implied (GPtrArray *offers, YnService *service, const char *pointer, const char *uscc, const char *day)
{
  const YnOrigin origin = { YN_SOURCE_IMPLIED, uscc, day };
  g_autofree char *parent = parent_of (pointer);
  g_autofree char *region = is_code (uscc) ? g_strndup (uscc + 2, 6) : NULL;

  if (region == NULL)
    return;
  /* 92: a sole trader; all else that has a code is a legal person or another organisation. */
  imply (offers, service, parent, "category", g_str_has_prefix (uscc, "92") ? "4" : "1", &origin);
  imply (offers, service, parent, "district", region, &origin);
}

static const char *
code_place (const Scan *scan)
{
  const char *first = NULL;

  for (guint i = 0; scan->places[i] != NULL; i++)
    {
      const YnJson *view = yn_schema_at (yn_service_schema (scan->service), scan->places[i]);

      if (strchr (scan->places[i], '*') != NULL || g_strcmp0 (yn_json_get_string (view, "format"), "uscc") != 0)
        continue;
      if (g_str_equal (scan->places[i], "/enterprise/uscc"))
        return scan->places[i];
      if (first == NULL)
        first = scan->places[i];
    }
  return first;
}

/* --- lines of “name: value” --------------------------------------------------------------------------------------- */

/* How licences and their codes call what the common header asks for. */
static const struct
{
  const char *label;
  const char *place; /* below the enterprise */
} licence_labels[] = {
  { "名称", "/name" },
  { "企业名称", "/name" },
  { "单位名称", "/name" },
  { "字号名称", "/name" },
  { "主体名称", "/name" },
  { "市场主体名称", "/name" },
  { "法定代表人", "/legalRepresentative/name" },
  { "负责人", "/legalRepresentative/name" },
  { "经营者", "/legalRepresentative/name" },
  { "经营者姓名", "/legalRepresentative/name" },
  { "投资人", "/legalRepresentative/name" },
  { "执行事务合伙人", "/legalRepresentative/name" },
  { "住所", "/address" },
  { "住址", "/address" },
  { "地址", "/address" },
  { "注册地址", "/address" },
  { "经营场所", "/address" },
  { "主要经营场所", "/address" },
  { "营业场所", "/address" },
};

static char *
place_for (const Scan *scan, const char *label)
{
  const char *place;

  for (guint i = 0; i < G_N_ELEMENTS (licence_labels); i++)
    if (g_str_equal (licence_labels[i].label, label))
      return g_strconcat (scan->enterprise, licence_labels[i].place, NULL);
  place = yn_places_find (scan->places, scan->service, label);
  return place != NULL && strchr (place, '*') == NULL ? g_strdup (place) : NULL;
}

static void
offer_pair (const Scan *scan, const char *label, const char *text)
{
  gboolean runs_on = g_regex_match_simple ("[:：]", text, 0, 0); /* the next label, with nothing before it */
  g_autofree char *pointer = runs_on ? NULL : place_for (scan, label);
  g_autoptr (YnJson) value = pointer != NULL ? yn_offer_value (scan->service, pointer, text) : NULL;

  if (value != NULL && g_strcmp0 (pointer, scan->code_at) != 0)
    yn_offers_add (scan->offers, pointer, value, &scan->origin);
}

/* Pairs stand on lines of their own or behind one another with ; between them. */
static void
offer_pairs (const Scan *scan, const char *text)
{
  g_auto (GStrv) lines = g_regex_split_simple ("[\\r\\n;；]+", text, 0, 0);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_regex_split_simple ("[:：]", lines[i], 0, 0);
      const char *colon = sides[0] != NULL && sides[1] != NULL ? lines[i] + strlen (sides[0]) : NULL;

      if (colon == NULL || g_str_has_prefix (colon, "://"))
        continue;
      g_strstrip (sides[0]);
      offer_pair (scan, sides[0], g_utf8_next_char (colon));
    }
}

/* “名称：甲 统一社会信用代码：乙” on one line: a known label begins a new one; that of the code does with no space before
 * it, too, for a field of one line has no line ends. */
static char *
on_lines_of_their_own (const char *text)
{
  GString *lines = g_string_new (text);

  for (guint i = 0; i <= G_N_ELEMENTS (licence_labels); i++)
    {
      const char *label = i < G_N_ELEMENTS (licence_labels) ? licence_labels[i].label : "统一社会信用代码";
      static const char *const colons[] = { ":", "：" };

      for (guint j = 0; j < G_N_ELEMENTS (colons); j++)
        {
          g_autofree char *behind = g_strconcat (" ", label, colons[j], NULL);
          g_autofree char *below = g_strconcat ("\n", label, colons[j], NULL);

          g_string_replace (lines, i < G_N_ELEMENTS (licence_labels) ? behind : behind + 1, below, 0);
        }
    }
  return g_string_free (lines, FALSE);
}

/* What is longer than a code, and has one in it. */
gboolean
yn_scan_is_more (const char *text)
{
  g_autofree char *compact = yn_uscc_normal (text);
  g_autofree char *code = g_utf8_strlen (compact, -1) > USCC_LENGTH ? find_code (text) : NULL;

  return code != NULL;
}

typedef struct
{
  GPtrArray *offers;
  YnAnswers *answers;
  const char *place;
} Reading;

static gboolean
goes_with_code (guint at, gpointer data)
{
  const Reading *reading = data;
  const YnOffer *offer = g_ptr_array_index (reading->offers, at);

  return g_str_equal (offer->pointer, reading->place)
         || yn_offer_effect (offer, reading->answers) == YN_OFFER_NEW;
}

guint
yn_scan_take_at (YnAnswers *answers, const char *place, const char *text, const char *day)
{
  g_autoptr (GPtrArray) offers = yn_scan_is_more (text)
                                     ? yn_offers_of_scan (yn_answers_service (answers), text, place, day)
                                     : NULL;
  Reading reading = { offers, answers, place };

  return offers != NULL ? yn_offers_take_where (offers, answers, goes_with_code, &reading) : 0;
}

GPtrArray *
yn_offers_of_scan (YnService *service, const char *text, const char *near, const char *day)
{
  g_autofree char *bounded = g_strndup (text, MIN (strlen (text), YN_SCAN_MAX_BYTES));
  g_autofree char *valid = g_utf8_make_valid (bounded, -1);
  g_autofree char *unescaped = strstr (valid, "://") != NULL ? g_uri_unescape_string (valid, NULL) : NULL;
  g_autofree char *plain = g_utf8_make_valid (unescaped != NULL ? unescaped : valid, -1);
  g_autofree char *lines = on_lines_of_their_own (plain);
  g_autofree char *code = find_code (plain);
  g_auto (GStrv) places = yn_places (service);
  Scan scan = { service, places, NULL, NULL, { YN_SOURCE_SCAN, NULL, day }, yn_offers_new () };
  const char *at = near != NULL ? near : code_place (&scan);
  g_autofree char *enterprise = parent_of (at != NULL ? at : "");
  g_autoptr (YnJson) value = code != NULL ? yn_json_new_string (code) : NULL;

  scan.enterprise = enterprise;
  scan.code_at = code != NULL ? at : NULL;
  if (value != NULL && at != NULL)
    yn_offers_add (scan.offers, at, value, &scan.origin);
  offer_pairs (&scan, lines);
  if (code != NULL && at != NULL)
    yn_offers_add_implied (scan.offers, service, at, code, day);
  return scan.offers;
}
