// SPDX-License-Identifier: MIT
#include "text/wholefile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStorageInfo>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// A disk with less room than this for the user is full: not even a short file fits.
constexpr qint64 kNoRoom = 4096;

} // namespace

WholeFile::WholeFile(const QString &path, FileAccess access) : m_path(path), m_access(access)
{
    const QFileInfo there(path);
    // QSaveFile would put a file of its own in the place of a device.
    if (there.exists() && !there.isFile() && !there.isDir())
        m_file = std::make_unique<QFile>(path);
    else
        m_file = std::make_unique<QSaveFile>(path);
}

bool WholeFile::open()
{
    if (!m_file->open(QIODevice::WriteOnly))
        return false;
    // A device stays as it is.
    const bool replaces = qobject_cast<QSaveFile *>(m_file.get());
    return m_access == FileAccess::Usual || !replaces ||
           m_file->setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

bool WholeFile::append(const QByteArray &bytes)
{
    return m_file->write(bytes) == bytes.size();
}

bool WholeFile::commit()
{
    // QSaveFile's own does not tell when the last bytes did not fit on the disk.
    if (!m_file->flush())
        return false;
    if (auto *saved = qobject_cast<QSaveFile *>(m_file.get()))
        return saved->commit();
    m_file->close();
    return m_file->error() == QFileDevice::NoError;
}

QString WholeFile::errorString() const
{
    // Where the last bytes fit in part, Qt calls it an unknown error.
    const QStorageInfo disk(QFileInfo(m_path).absolutePath());
    const bool isFull = m_file->error() == QFileDevice::ResourceError ||
                        (m_file->isOpen() && disk.isValid() && disk.bytesAvailable() < kNoRoom);
    return isFull ? u"no space is left on the disk"_s : m_file->errorString();
}

} // namespace hopscope
