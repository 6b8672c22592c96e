/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/doctor.h"

#include <glib/gi18n-lib.h>

#include "cli/opening.h"
#include "desk/tokens.h"

static const struct
{
  const char *link, *name; /* as in the answer */
  const char *words;       /* %s: which */
  const char *not_reached;
} links[] = {
  { "reader", "token-reader", N_ ("Plugged in: %s"), N_ ("Plugged in: not asked") },
  { "driver", "token-driver", N_ ("Driver of tokens: %s"), N_ ("Driver of tokens: not asked") },
  { "slot", "token-slot", N_ ("Reader: %s"), N_ ("Reader: not asked") },
  { "token", "token", N_ ("Token: %s"), N_ ("Token: not asked") },
  { "login", "token-login", N_ ("Looking into the token %s"), N_ ("Looking into the token: not asked") },
  { "certificate", "token-certificate", N_ ("Certificate for signing: %s"),
    N_ ("Certificate for signing: not asked") },
  { "pin", "token-pin", N_ ("PIN of the token %s"), N_ ("PIN: not asked") },
};

/* A token that heard a wrong PIN last works, and its PIN is no matter of course any more. Of a PIN that nobody typed here
 * nothing else is known than what the token reports. */
static void
say_pin (YnDoctor *doctor, const YnTokenSight *sight, const YnTokenLink *link, const char *words)
{
  const YnTokenKey *key = yn_token_sight_key (sight, link->about);
  g_autofree char *tries = NULL;
  g_autofree char *line = NULL;

  if (key != NULL && key->tries >= 0)
    tries = g_strdup_printf (_("Tries left for the PIN: %d"), key->tries);
  line = tries != NULL ? g_strjoin (" · ", words, tries, NULL) : g_strdup (words);
  if (link->error == NULL && key != NULL && (key->flags & YN_TOKEN_PIN_LOW))
    {
      yn_doctor_say (doctor, "token-pin", link->about, line, YN_LINK_TO_MIND, "pin-low");
      return;
    }
  if (link->error == NULL)
    {
      g_autofree char *alone = g_steal_pointer (&line);

      line = g_strjoin (" · ", alone, _("the token reports no trouble; whether a PIN is right shows when it is entered"),
                        NULL);
    }
  yn_doctor_judge (doctor, "token-pin", link->about, line, link->error);
}

static void
say_link (YnDoctor *doctor, const YnTokenSight *sight, const YnTokenLink *link)
{
  guint i = 0;
  g_autoptr (GString) words = NULL;

  while (i < G_N_ELEMENTS (links) - 1 && !g_str_equal (links[i].link, link->link))
    i++;
  words = g_string_new (_(links[i].words));
  g_string_replace (words, "%s", *link->about != '\0' ? link->about : _("none"), 1);
  if (link->state == YN_TOKEN_LINK_NOT_REACHED)
    yn_doctor_say (doctor, links[i].name, NULL, _(links[i].not_reached), YN_LINK_NONE, NULL);
  else if (link->state == YN_TOKEN_LINK_TO_MIND)
    yn_doctor_say (doctor, links[i].name, link->about, words->str, YN_LINK_TO_MIND, yn_error_nick_of (link->error));
  else if (g_str_equal (link->link, "pin"))
    say_pin (doctor, sight, link, words->str);
  else
    yn_doctor_judge (doctor, links[i].name, link->about, words->str, link->error);
}

/* Whoever does not sign with a token misses none. */
static gboolean
is_of_interest (const YnChair *chair, const YnTokenSight *sight)
{
  const YnTokenLink *first = sight->links->len > 0 ? g_ptr_array_index (sight->links, 0) : NULL;

  return chair->token != NULL || sight->links->len > 1
         || (first != NULL && !g_error_matches (first->error, YN_ERROR, YN_ERROR_TOKEN_READER));
}

/* No driver knows the token that --token means, and there are others. */
static gboolean
means_nothing (YnChair *chair, const YnTokenSight *sight, GError **error)
{
  g_autoptr (GError) absent = NULL;

  for (guint i = 0; i < sight->links->len; i++)
    {
      const YnTokenLink *link = g_ptr_array_index (sight->links, i);

      if (!g_str_equal (link->link, "token") || link->state == YN_TOKEN_LINK_NOT_REACHED)
        continue;
      if (!g_error_matches (link->error, YN_ERROR, YN_ERROR_TOKEN_ABSENT))
        return FALSE;
      if (absent == NULL)
        absent = g_error_copy (link->error);
    }
  if (chair->token == NULL || absent == NULL || !yn_token_is_other (chair, &absent))
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&absent));
  return TRUE;
}

void
yn_doctor_examine_tokens (YnDoctor *doctor)
{
  YnChair *chair = doctor->chair;
  const char *const named[] = { chair->token, NULL };
  g_autoptr (YnSettings) settings = yn_settings_look (chair->data_dir);
  g_auto (GStrv) known = yn_token_addresses (settings);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTokenSight) sight = yn_token_examine (
      chair->token != NULL ? named : (const char *const *) known, yn_clock_now (chair->clock), NULL, &error);

  if (sight == NULL)
    yn_doctor_judge (doctor, "token-driver", NULL, _("Tokens can be looked for"), error);
  else if (!is_of_interest (chair, sight))
    yn_doctor_say (doctor, "token", NULL, _("No token is plugged in. Who signs with a key in a file needs none."),
                   YN_LINK_NONE, NULL);
  else if (means_nothing (chair, sight, &error))
    yn_doctor_judge (doctor, "token", chair->token, chair->token, error);
  else
    for (guint i = 0; i < sight->links->len; i++)
      say_link (doctor, sight, g_ptr_array_index (sight->links, i));
  for (guint i = 0; sight != NULL && i < sight->keys->len && !chair->json; i++)
    if (((const YnTokenKey *) g_ptr_array_index (sight->keys, i))->flags & YN_TOKEN_SKF)
      yn_say_line ("·  %s", _("The SKF interface (GM/T 0016) has not been tried on real tokens yet."));
}
