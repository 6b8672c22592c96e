/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What lies in a token: objects, the certificates among them, and the addresses of both. */

#include "token/pkcs11-parts.h"

#include <stdlib.h>

void
pkcs11_read_attribute (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type, void *value,
                       CK_ULONG *length, LineTrouble *trouble)
{
  CK_ATTRIBUTE attribute = { type, value, *length };

  *length = 0;
  if (pkcs11_fine (CALL_GET_ATTRIBUTE_VALUE, pkcs11.functions->C_GetAttributeValue (session, object, &attribute, 1),
                   trouble)
      && attribute.ulValueLen != (CK_ULONG) -1)
    *length = attribute.ulValueLen;
}

gboolean
pkcs11_find (CK_SESSION_HANDLE session, CK_ATTRIBUTE *wanted, CK_ULONG n_wanted, CK_OBJECT_HANDLE *objects, CK_ULONG *n,
             LineTrouble *trouble)
{
  CK_FUNCTION_LIST *f = pkcs11.functions;
  CK_ULONG room = *n;

  *n = 0;
  if (!pkcs11_fine (CALL_FIND_OBJECTS_INIT, f->C_FindObjectsInit (session, wanted, n_wanted), trouble))
    return FALSE;
  while (*n < room)
    {
      CK_ULONG more = 0;

      if (!pkcs11_fine (CALL_FIND_OBJECTS, f->C_FindObjects (session, objects + *n, room - *n, &more), trouble))
        {
          f->C_FindObjectsFinal (session);
          return FALSE;
        }
      if (more == 0)
        break;
      *n += MIN (more, room - *n);
    }
  return pkcs11_fine (CALL_FIND_OBJECTS_FINAL, f->C_FindObjectsFinal (session), trouble);
}

static gboolean
find_certificates (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE *objects, CK_ULONG *n, LineTrouble *trouble)
{
  CK_OBJECT_CLASS class = CKO_CERTIFICATE;
  CK_CERTIFICATE_TYPE type = CKC_X_509;
  CK_ATTRIBUTE wanted[] = { { CKA_CLASS, &class, sizeof class }, { CKA_CERTIFICATE_TYPE, &type, sizeof type } };

  *n = PKCS11_MAX_CERTIFICATES;
  return pkcs11_find (session, wanted, G_N_ELEMENTS (wanted), objects, n, trouble);
}

static gboolean
read_certificate (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, Pkcs11Certificate *certificate,
                  LineTrouble *trouble)
{
  *trouble = (LineTrouble){ PKCS11_FINE, "", "" };
  certificate->value_length = sizeof certificate->value;
  certificate->id_length = sizeof certificate->id;
  certificate->label_length = sizeof certificate->label;
  pkcs11_read_attribute (session, object, CKA_VALUE, certificate->value, &certificate->value_length, trouble);
  pkcs11_read_attribute (session, object, CKA_ID, certificate->id, &certificate->id_length, trouble);
  pkcs11_read_attribute (session, object, CKA_LABEL, certificate->label, &certificate->label_length, trouble);
  return trouble->error == PKCS11_FINE;
}

static gboolean
fits (P11KitUri *uri, Pkcs11Certificate *certificate)
{
  CK_ATTRIBUTE attributes[] = {
    { CKA_ID, certificate->id, certificate->id_length },
    { CKA_LABEL, certificate->label, certificate->label_length },
  };

  p11_kit_uri_clear_attribute (uri, CKA_CLASS); /* "type=private" means the certificate's key just as well */
  return p11_kit_uri_match_attributes (uri, attributes, G_N_ELEMENTS (attributes)) == 1;
}

gboolean
pkcs11_find_certificate (CK_SESSION_HANDLE session, P11KitUri *uri, Pkcs11Certificate *certificate,
                         LineTrouble *trouble)
{
  CK_OBJECT_HANDLE objects[PKCS11_MAX_CERTIFICATES];
  CK_ULONG n;

  if (!find_certificates (session, objects, &n, trouble))
    return FALSE;
  *trouble = (LineTrouble){ PKCS11_FINE, "", "" };
  for (CK_ULONG i = 0; i < n; i++)
    if (read_certificate (session, objects[i], certificate, trouble) && certificate->value_length > 0
        && fits (uri, certificate))
      return TRUE;
  return FALSE;
}

char *
pkcs11_address (const CK_TOKEN_INFO *info, const CK_ATTRIBUTE *attributes, guint n)
{
  P11KitUri *uri = p11_kit_uri_new ();
  char *formatted = NULL;
  char *address;

  *p11_kit_uri_get_token_info (uri) = *info;
  for (guint i = 0; i < n; i++)
    if (attributes[i].ulValueLen > 0)
      p11_kit_uri_set_attribute (uri, (CK_ATTRIBUTE *) &attributes[i]);
  p11_kit_uri_set_module_path (uri, pkcs11.path);
  p11_kit_uri_format (uri, P11_KIT_URI_FOR_OBJECT_ON_TOKEN_AND_MODULE, &formatted);
  address = g_strdup (formatted != NULL ? formatted : "");
  free (formatted);
  p11_kit_uri_free (uri);
  return address;
}

static void
say_certificate (const CK_TOKEN_INFO *info, const Pkcs11Certificate *certificate, gboolean meant)
{
  const CK_ATTRIBUTE attributes[] = {
    { CKA_ID, (CK_BYTE *) certificate->id, certificate->id_length },
    { CKA_LABEL, (CK_BYTE *) certificate->label, certificate->label_length },
  };
  g_autofree char *address = pkcs11_address (info, attributes, G_N_ELEMENTS (attributes));
  const char *words[] = { address, NULL };
  YnTokenFrame frame = {
    .kind = YN_TOKEN_CERTIFICATE,
    .flags = meant ? 0 : YN_TOKEN_BESIDE,
    .data = (uint32_t) certificate->value_length,
  };

  line_say (frame, words, certificate->value);
}

gboolean
pkcs11_say_certificates (CK_SESSION_HANDLE session, const CK_TOKEN_INFO *info, P11KitUri *uri, LineTrouble *trouble)
{
  static Pkcs11Certificate certificate;
  CK_OBJECT_HANDLE objects[PKCS11_MAX_CERTIFICATES];
  CK_ULONG n;
  gboolean found = find_certificates (session, objects, &n, trouble);

  for (CK_ULONG i = 0; found && i < n; i++)
    {
      found = read_certificate (session, objects[i], &certificate, trouble);
      if (found && certificate.value_length > 0)
        say_certificate (info, &certificate, fits (uri, &certificate));
    }
  return found;
}
