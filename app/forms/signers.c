/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/signers.h"

#include <string.h>

#define MAX_EACH 50 /* no consortium is larger; a forged body might be */

static const struct
{
  const char *role;
  const char *zh;
  const char *en;
  const char *person; /* where the answers name the natural person; NULL: an enterprise signs */
} roles[] = {
  { "legal-representative", "法定代表人（负责人）", "the legal representative", "/legalRepresentative/name" },
  { "agent", "经办人", "the agent", "/agent/name" },
  { "consortium-member", "联合体成员", "the consortium member", NULL },
  { "enterprise-seal", "单位（证书签名）", "the enterprise (its seal)", NULL },
  { YN_SIGNER_FILER, "递交人", "whoever files it", NULL },
};

YnSigner *
yn_signer_copy (const YnSigner *signer)
{
  YnSigner *copy;

  if (signer == NULL)
    return NULL;
  copy = g_memdup2 (signer, sizeof *signer);
  copy->role = g_strdup (signer->role);
  copy->name = g_strdup (signer->name);
  copy->enterprise = g_strdup (signer->enterprise);
  copy->uscc = g_strdup (signer->uscc);
  copy->accept = signer->accept != NULL ? yn_json_ref (signer->accept) : NULL;
  return copy;
}

void
yn_signer_free (YnSigner *signer)
{
  if (signer == NULL)
    return;
  g_free (signer->role);
  g_free (signer->name);
  g_free (signer->enterprise);
  g_free (signer->uscc);
  g_clear_pointer (&signer->accept, yn_json_unref);
  g_free (signer);
}

/* A name that stands masked on the paper cannot be compared. */
static char *
readable_name (const YnJson *answers, const char *pointer)
{
  const char *name = yn_json_string (yn_json_pointer (answers, pointer));

  return name == NULL || *name == '\0' || strchr (name, '*') != NULL ? NULL : g_strdup (name);
}

static const char *
person_of_role (const char *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (roles[i].role, role) == 0)
      return roles[i].person;
  return NULL;
}

/* @party: {"name","uscc"} of the enterprise that this signer stands for; @people: where its persons are
 * named. */
static YnSigner *
signer_new (const YnJson *entry, guint place, guint number, const YnJson *party, const YnJson *people)
{
  YnSigner *signer = g_new0 (YnSigner, 1);
  const char *role = yn_json_get_string (entry, "role");
  const char *person = person_of_role (role);
  const YnJson *accept = yn_json_get (entry, "accept");

  signer->role = g_strdup (role != NULL ? role : "");
  signer->number = number;
  signer->place = place;
  signer->required = yn_json_get_boolean (entry, "required", TRUE);
  signer->person = person != NULL;
  signer->enterprise = g_strdup (yn_json_get_string (party, "name"));
  signer->uscc = g_strdup (yn_json_get_string (party, "uscc"));
  signer->name = person != NULL ? readable_name (people, person) : g_strdup (signer->enterprise);
  signer->accept = accept != NULL ? yn_json_ref (accept) : NULL;
  return signer;
}

/* Whoever files: anybody whose certificate names the enterprise. */
static YnSigner *
filer_new (const YnJson *party)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  YnSigner *signer = g_new0 (YnSigner, 1);

  yn_json_writer_begin_array (writer);
  yn_json_writer_string (writer, "practice");
  yn_json_writer_string (writer, "software");
  yn_json_writer_string (writer, "token");
  yn_json_writer_end (writer);
  signer->role = g_strdup (YN_SIGNER_FILER);
  signer->number = 1;
  signer->required = TRUE;
  signer->enterprise = g_strdup (yn_json_get_string (party, "name"));
  signer->uscc = g_strdup (yn_json_get_string (party, "uscc"));
  signer->accept = yn_json_writer_finish (writer);
  return signer;
}

static gboolean
takes (const YnJson *accept, const char *class)
{
  for (guint i = 0; i < yn_json_size (accept); i++)
    if (g_strcmp0 (yn_json_string (yn_json_at (accept, i)), class) == 0)
      return TRUE;
  return FALSE;
}

gboolean
yn_signer_takes (const YnSigner *signer, const char *class)
{
  return takes (signer->accept, class);
}

gboolean
yn_signers_take_ink (const YnService *service)
{
  const YnJson *signers = yn_json_get (yn_service_json (service), "signers");

  for (guint i = 0; i < yn_json_size (signers); i++)
    if (takes (yn_json_get (yn_json_at (signers, i), "accept"), "scan"))
      return TRUE;
  return FALSE;
}

gboolean
yn_signers_in_ink (const YnService *service, const YnJson *body)
{
  const YnJson *attachments = yn_json_get (body, "attachments");

  for (guint i = 0; i < yn_json_size (attachments); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (attachments, i), "id"), YN_SIGNERS_SCAN_SLOT) == 0)
      return yn_signers_take_ink (service);
  return FALSE;
}

static void
add_each (GPtrArray *signers, const YnJson *entry, guint place, const YnJson *table)
{
  for (guint i = 0; i < MIN (yn_json_size (table), MAX_EACH); i++)
    {
      const YnJson *party = yn_json_at (table, i);

      g_ptr_array_add (signers, signer_new (entry, place, i + 1, party, party));
    }
}

GPtrArray *
yn_signers_of (const YnService *service, const YnJson *body)
{
  GPtrArray *signers = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_signer_free);
  const YnJson *entries = yn_json_get (yn_service_json (service), "signers");
  const YnJson *answers = yn_json_get (body, "answers"), *party = yn_json_get (body, "enterprise");
  const YnJson *people = yn_json_get (answers, "enterprise");
  gboolean in_ink = yn_signers_in_ink (service, body);

  for (guint i = 0; i < yn_json_size (entries); i++)
    {
      const YnJson *entry = yn_json_at (entries, i);
      const char *each = yn_json_get_string (entry, "each");

      if (in_ink && takes (yn_json_get (entry, "accept"), "scan"))
        continue;
      if (each != NULL)
        add_each (signers, entry, i, yn_json_pointer (answers, each));
      else
        g_ptr_array_add (signers, signer_new (entry, i, 1, party, people));
    }
  if (in_ink && signers->len == 0)
    g_ptr_array_add (signers, filer_new (party));
  return signers;
}

static YnSigner *
party_new (const char *role, const char *name, const YnJson *party)
{
  YnSigner *signer = g_new0 (YnSigner, 1);

  signer->role = g_strdup (role);
  signer->person = person_of_role (role) != NULL;
  signer->name = g_strdup (name);
  signer->enterprise = g_strdup (yn_json_get_string (party, "name"));
  signer->uscc = g_strdup (yn_json_get_string (party, "uscc"));
  return signer;
}

GPtrArray *
yn_signers_named (const YnService *service, const YnJson *body)
{
  GPtrArray *named = yn_signers_of (service, body);
  const YnJson *party = yn_json_get (body, "enterprise");
  const YnJson *people = yn_json_get (yn_json_get (body, "answers"), "enterprise");

  if (yn_json_get_string (party, "name") != NULL || yn_json_get_string (party, "uscc") != NULL)
    g_ptr_array_add (named, party_new ("enterprise-seal", yn_json_get_string (party, "name"), party));
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autofree char *name = roles[i].person != NULL ? readable_name (people, roles[i].person) : NULL;

      if (name != NULL)
        g_ptr_array_add (named, party_new (roles[i].role, name, party));
    }
  return named;
}

char *
yn_signer_field (const YnSigner *signer)
{
  return g_strdup_printf ("yn-%s-%u", signer->role, signer->number);
}

const YnSigner *
yn_signers_find (GPtrArray *signers, const char *field)
{
  for (guint i = 0; i < signers->len; i++)
    {
      const YnSigner *signer = g_ptr_array_index (signers, i);
      g_autofree char *own = yn_signer_field (signer);

      if (g_strcmp0 (own, field) == 0)
        return signer;
    }
  return NULL;
}

const char *
yn_signer_role_words (const char *role, YnLanguage language)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (roles[i].role, role) == 0)
      return language == YN_LANGUAGE_EN ? roles[i].en : roles[i].zh;
  return "";
}

gboolean
yn_signer_role_is_known (const char *role)
{
  return *yn_signer_role_words (role, YN_LANGUAGE_ZH_CN) != '\0';
}

char *
yn_signer_words (const YnSigner *signer, YnLanguage language)
{
  const char *role = yn_signer_role_words (signer->role, language);

  return signer->name == NULL ? g_strdup (role) : g_strconcat (role, " ", signer->name, NULL);
}
