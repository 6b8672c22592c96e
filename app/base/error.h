/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One error domain for the whole program. A code is a situation that somebody can act on, never the name of a
 * function that failed. Each has a nick, stable, printed by `yinuoctl --json` and used as the key of its words in
 * data/problems.json (what happened, what it means, what to do; Chinese and English). tests/base/error reads the
 * list and the file and fails where one of them lacks an entry.
 *
 * GError.message is for logs and developers: English, one line, no secret, nothing that a person typed.
 * What a person reads is made from the code, by yn_problems_explain() in forms/problem.h. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YN_ERROR_CODES(X) \
  /* outside the program */ \
  X (FAILED, "failed")                              /* nothing better is known */ \
  X (NOT_FOUND, "not-found") \
  X (AMBIGUOUS_ID, "ambiguous-id")                  /* the beginning of more than one */ \
  X (FILE_UNREADABLE, "file-unreadable") \
  X (FOLDER_NOT_FILE, "folder-not-file") \
  X (FILE_UNWRITABLE, "file-unwritable") \
  X (WRITING_FORBIDDEN, "writing-forbidden")        /* this person may not write there, or nobody may */ \
  X (DISK_FULL, "disk-full") \
  X (FILE_NAME_UNFIT, "file-name-unfit")            /* too long there, or with letters that no name may have */ \
  X (FOLDER_GONE, "folder-gone")                    /* no folder is there to write into */ \
  X (FILE_EXISTS, "file-exists") \
  X (FILE_EMPTY, "file-empty") \
  X (TOO_LARGE, "too-large") \
  X (TOO_MANY, "too-many")                          /* files in one place of a form */ \
  X (WRONG_TYPE, "wrong-type")                      /* the content is not what the name or the form says */ \
  X (CUT_OFF, "cut-off")                            /* a file whose end is missing */ \
  X (BAD_PICTURE, "bad-picture") \
  X (PHONE_PICTURE, "phone-picture")                /* what the content is instead: each has a remedy of its own */ \
  X (WEB_PICTURE, "web-picture") \
  X (OFD, "ofd") \
  X (OFFICE_FILE, "office-file") \
  X (ARCHIVE, "archive") \
  X (WEB_PAGE, "web-page") \
  X (WRONG_USE, "wrong-use")                        /* of the command line */ \
  X (NO_TERMINAL, "no-terminal")                    /* a secret must be asked for and nobody can be asked */ \
  /* documents */ \
  X (BAD_JSON, "bad-json")                          /* not RFC 8259, or past our bounds */ \
  X (TABLE_UNRELATED, "table-unrelated")            /* no column names a question of the form */ \
  X (BAD_TABLE, "bad-table")                        /* a CSV file that cannot be read */ \
  X (BAD_SERVICE, "bad-service")                    /* a service file that cannot be used */ \
  X (FORM_TOO_LARGE, "form-too-large")              /* more places than anybody fills in, or nested too deep */ \
  X (SERVICE_OWN, "service-own")                    /* written at a workbench; only a practice platform takes it */ \
  X (SERVICE_INCOMPLETE, "service-incomplete")      /* its file lacks a text without which nobody can file it */ \
  X (BAD_PDF, "bad-pdf") \
  X (ENCRYPTED_PDF, "encrypted-pdf") \
  X (PDF_WITHOUT_PAGES, "pdf-without-pages") \
  X (NOT_A_PAPER, "not-a-paper")                    /* a PDF, but none of ours: it carries no answers */ \
  X (PAPER_DIFFERS, "paper-differs")                /* invariant 9: pages and answers do not agree */ \
  X (MARK_LEFT_OVER, "mark-left-over")              /* pages show the mark of a signature that is not there */ \
  X (OTHER_VERSION, "other-version")                /* a paper made with a version of a form that is not at hand */ \
  X (NOT_PUBLIC, "not-public")                      /* what may not be shown to everybody */ \
  X (ANSWERS_INCOMPLETE, "answers-incomplete")      /* the form still has problems */ \
  X (FORM_UPDATED, "form-updated")                  /* a new version of the form, and nobody has looked at it */ \
  X (PAPER_OUTDATED, "paper-outdated")              /* printed with an earlier version of its form */ \
  X (PAGES_CRASHED, "pages-crashed")                /* yinuo-pages died of a page */ \
  /* keys and signatures */ \
  X (WRONG_PASSWORD, "wrong-password") \
  X (BAD_KEY_FILE, "bad-key-file")                  /* not PKCS#12, or cut off */ \
  X (KEY_FILE_PROTECTION, "key-file-protection")    /* PKCS#12 under a protection that cannot be computed here */ \
  X (KEY_FILE_INCOMPLETE, "key-file-incomplete")    /* PKCS#12 without a private key, or without its certificate */ \
  X (BAD_TRUST, "bad-trust")                        /* a list of pinned seals that is none */ \
  X (CERTIFICATE_EXPIRED, "certificate-expired") \
  X (CERTIFICATE_NOT_YET, "certificate-not-yet") \
  X (CERTIFICATE_MISMATCH, "certificate-mismatch")  /* it names another credit code or person than the signer's */ \
  X (CERTIFICATE_SILENT, "certificate-silent")      /* it names no credit code: cannot be compared */ \
  X (CERTIFICATE_UNFIT, "certificate-unfit")        /* not for signing: its own usage says so */ \
  X (CERTIFICATE_TOO_LARGE, "certificate-too-large") /* no signature has room for it */ \
  X (CERTIFICATE_ALGORITHM, "certificate-algorithm") /* of a kind or size of key that we do not sign with */ \
  X (CLASS_NOT_TAKEN, "class-not-taken")            /* the service takes no signature of that class */ \
  X (PRACTICE_MIXED, "practice-mixed")              /* invariant 6: a practice key and a real paper, or the reverse */ \
  X (NOT_WHAT_WAS_SHOWN, "not-what-was-shown")      /* invariant 8 */ \
  X (SIGNING_FORBIDDEN, "signing-forbidden")        /* the file's author allows no further signature */ \
  X (SIGNATURE_INVALID, "signature-invalid") \
  X (CHANGED_SINCE, "changed-since")                /* a signature that is to be followed by another */ \
  X (NOT_SIGNED, "not-signed") \
  X (BAD_SIGN_FILE, "bad-sign-file")                /* not a two-person file, or a damaged one */ \
  X (OTHER_PAPER, "other-paper")                    /* what came home is not what went out */ \
  X (NOTHING_SIGNED, "nothing-signed")              /* it came home as it went out */ \
  X (ALREADY_HOME, "already-home")                  /* what it brings is here */ \
  X (WRONG_SIGNER, "wrong-signer")                  /* it was another one's turn */ \
  X (ALL_SIGNED, "all-signed")                      /* nobody is left to sign */ \
  X (SIGNER_AWAITED, "signer-awaited")              /* the paper waits for somebody whose key is not here */ \
  X (NOTHING_PRINTED, "nothing-printed")            /* a draft that is still being filled in */ \
  X (INK_NOT_TAKEN, "ink-not-taken")                /* the service takes no letter signed by hand */ \
  X (NOT_TRUSTED, "not-trusted") \
  X (SIGNATURE_ROOM, "signature-room")              /* the CMS does not fit the hole */ \
  X (TIMESTAMP_UNREACHABLE, "timestamp-unreachable") /* nobody on the list gave one */ \
  X (LEVEL_NOT_REACHED, "level-not-reached")        /* a level of signature that was asked for by name */ \
  X (TIMESTAMP_REFUSED, "timestamp-refused")        /* the authority answers no */ \
  X (TIMESTAMP_WRONG, "timestamp-wrong")            /* not of these bytes, not an answer, or not signed as it must be */ \
  X (REVOCATION_UNREACHABLE, "revocation-unreachable") /* of a certificate nobody says whether it was taken back */ \
  X (CERTIFICATE_REVOKED, "certificate-revoked") \
  X (QUOTA, "quota")                                /* an authority has given its share */ \
  X (SEAL_PICTURE_PRACTICE, "seal-picture-practice") /* invariant 6 */ \
  /* many papers at once: why one is not of the letter */ \
  X (BATCH_SERVICE, "batch-service")                /* of another service, or another version of it */ \
  X (BATCH_CLAUSES, "batch-clauses") \
  X (BATCH_PUBLICITY, "batch-publicity") \
  X (BATCH_FIELDS, "batch-fields")                  /* in more than the fields that may differ */ \
  X (BATCH_TURN, "batch-turn")                      /* somebody else signs it next, or nobody does */ \
  /* keys in tokens: one link of the chain from the machine to the PIN each */ \
  X (TOKEN_ADDRESS, "token-address")                /* neither a PKCS#11 URI nor the path of a module */ \
  X (TOKEN_READER, "token-reader")                  /* nothing plugged in that looks like a token */ \
  X (TOKEN_DRIVER, "token-driver")                  /* the module is not there, or cannot be loaded */ \
  X (TOKEN_NO_DRIVER, "token-no-driver")            /* a token is plugged in, and none for it on this system */ \
  X (TOKEN_SLOT, "token-slot")                      /* the driver sees no reader */ \
  X (TOKEN_ABSENT, "token-absent")                  /* not plugged in, or pulled out */ \
  X (TOKEN_OTHER, "token-other")                    /* others are there, none that the address means */ \
  X (TOKEN_UNKNOWN, "token-unknown")                /* the driver does not know it, or it is blank */ \
  X (TOKEN_HIDDEN, "token-hidden")                  /* its certificates can be seen only after the PIN */ \
  X (TOKEN_EMPTY, "token-empty")                    /* no certificate for signing in it */ \
  X (TOKEN_SEVERAL, "token-several")                /* more than one certificate fits the address */ \
  X (TOKEN_KEY, "token-key")                        /* no private key, it may not sign, or it is another's */ \
  X (TOKEN_ALGORITHM, "token-algorithm")            /* the token does not sign in this way */ \
  X (TOKEN_BUSY, "token-busy")                      /* another program holds it */ \
  X (TOKEN_SESSION, "token-session")                /* it was opened and is so no more: open it again */ \
  X (TOKEN_FAULT, "token-fault")                    /* the device reports trouble of its own */ \
  X (TOKEN_DRIVER_FAULT, "token-driver-fault")      /* the driver does, or says what makes no sense */ \
  X (TOKEN_CRASHED, "token-crashed")                /* yinuo-token died of the driver */ \
  X (TOKEN_SLOW, "token-slow")                      /* the driver does not come back */ \
  X (TOKEN_DECLINED, "token-declined")              /* somebody said no at the token or its keypad */ \
  X (PIN_WRONG, "pin-wrong") \
  X (PIN_FORM, "pin-form")                          /* too short, too long, or of characters that it does not take */ \
  X (PIN_LAST_TRY, "pin-last-try")                  /* nothing was tried: the person must agree first */ \
  X (PIN_LOCKED, "pin-locked") \
  X (PIN_EXPIRED, "pin-expired")                    /* must be changed first */ \
  X (PIN_UNSET, "pin-unset") \
  X (PIN_NEEDED, "pin-needed")                      /* not given, or the key wants it again */ \
  /* the store */ \
  X (STORE_DAMAGED, "store-damaged") \
  X (STORE_LOCKED, "store-locked")                  /* busy past the timeout */ \
  X (STORE_TOO_NEW, "store-too-new") \
  X (STORE_KEY_LOST, "store-key-lost")              /* a store with a check value, and no key for it anywhere */ \
  X (STALE_REVISION, "stale-revision")              /* another chair saved this draft meanwhile */ \
  X (COST_UNSEEN, "cost-unseen")                    /* taking back costs what was not shown */ \
  X (ALREADY_FILED, "already-filed")                /* invariant 3 */ \
  X (UNDER_SIGNATURE, "under-signature")            /* the draft is printed: take it back before changing it */ \
  X (ALREADY_RUNNING, "already-running") \
  /* the keyring */ \
  X (KEYRING_LOCKED, "keyring-locked") \
  X (KEYRING_ABSENT, "keyring-absent") \
  X (KEYRING_REFUSED, "keyring-refused") \
  /* the wire: weather (tried again) */ \
  X (OFFLINE, "offline")                            /* no connection could be made */ \
  X (TIMED_OUT, "timed-out") \
  X (CUT, "cut")                                    /* half an answer */ \
  X (NO_ANSWER, "no-answer")                        /* the line was closed without a word */ \
  X (TLS, "tls") \
  X (REDIRECTED, "redirected")                      /* to elsewhere: never followed with a token */ \
  X (SERVER_TROUBLE, "server-trouble")              /* 5xx, 429 */ \
  X (NONSENSE, "nonsense")                          /* an answer that the contract does not know */ \
  X (UNSIGNED_RECEIPT, "unsigned-receipt")          /* invariant 4 */ \
  X (FOREIGN_RECEIPT, "foreign-receipt")            /* a receipt for another id */ \
  X (ATTACHMENTS_MISSING, "attachments-missing")    /* 424 */ \
  X (REJECTED, "rejected")                          /* 4xx with a problem: put before the person */ \
  X (PLATFORM_UNKNOWN, "platform-unknown")          /* nobody sat down there yet: practice or real? */ \
  X (OTHER_PLATFORM, "other-platform")              /* the address answers with another identity than the store's */ \
  /* the account */ \
  X (NOT_SIGNED_IN, "not-signed-in") \
  X (SIGN_IN_DENIED, "sign-in-denied") \
  X (SIGN_IN_EXPIRED, "sign-in-expired") \
  X (SESSION_ENDED, "session-ended")                /* the platform took the tokens back: sign in again */ \
  X (REFUSED, "refused")                            /* the platform signed a refusal */ \
  X (TOO_LATE, "too-late")                          /* accepted already: cannot be taken back */

typedef enum
{
#define YN_ERROR_AS_ENUM(name, nick) YN_ERROR_##name,
  YN_ERROR_CODES (YN_ERROR_AS_ENUM)
#undef YN_ERROR_AS_ENUM
  YN_N_ERRORS
} YnError;

#define YN_ERROR (yn_error_quark ())
GQuark yn_error_quark (void);

/* Never NULL. Codes outside the enumeration give "failed". */
const char *yn_error_nick (YnError code);

/* The nick of any GError: ours by code, G_IO_ERROR_CANCELLED as "cancelled", others as "failed". */
const char *yn_error_nick_of (const GError *error);

/* Weather passes by itself and is tried again; all else waits for a person. */
gboolean yn_error_is_weather (const GError *error);

/* What errno says of writing to a person's place: one of the situations above, else YN_ERROR_FILE_UNWRITABLE. */
YnError yn_error_of_writing (int number);

G_END_DECLS
