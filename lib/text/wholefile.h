// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QFileDevice>
#include <QString>

#include <memory>

namespace hopscope
{

/// Who may read a file that is written.
enum class FileAccess {
    Usual,    ///< as the file that is replaced, or as the user's other files
    OwnerOnly ///< from the first byte on
};

/// A file that is written whole or not at all: until everything is on the disk, what was there before stays. A device
/// or a pipe, such as /dev/null, is written to and never replaced.
class WholeFile
{
public:
    explicit WholeFile(const QString &path, FileAccess access = FileAccess::Usual);

    QString path() const { return m_path; }
    /// Whether the file can be written; otherwise errorString() says why.
    bool open();
    /// Writes everything and closes.
    bool write(const QByteArray &bytes) { return append(bytes) && commit(); }
    /// Writes some of it; commit() closes. Without commit() nothing has been written.
    bool append(const QByteArray &bytes);
    bool commit();
    /// Why the last step failed; a full disk is called so.
    QString errorString() const;

private:
    QString m_path;
    FileAccess m_access;
    std::unique_ptr<QFileDevice> m_file;
};

} // namespace hopscope
