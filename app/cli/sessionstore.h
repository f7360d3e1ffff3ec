// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/redaction.h"
#include "redirect/memory.h"
#include "text/wholefile.h"

#include <QString>

#include <optional>

namespace hopscope::cli
{

/// The session of --session FILE: read before the first request, written after the last one, whole or not at all. Its
/// file is for its owner alone; values of cookies are in it with --no-redact only,
/// or when they were there before.
class SessionStore
{
public:
    /// An empty path is no session: then nothing is read or written.
    SessionStore(const QString &path, bool withSecrets);

    /// Reads the file if there is one, and makes sure that it can be written if it `changes`. Empty, or one sentence.
    QString open(bool changes = true);
    const ClientMemory &memory() const { return m_memory; }
    /// Writes it. kExitOk, or kExitUsage when that failed, which was reported then.
    int keep(const ClientMemory &memory, const RedactionOptions &redaction = {});

private:
    QString m_path;
    bool m_withSecrets = false;
    ClientMemory m_memory;
    std::optional<WholeFile> m_file;
};

} // namespace hopscope::cli
