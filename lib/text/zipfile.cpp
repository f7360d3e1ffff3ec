// SPDX-License-Identifier: MIT
#include "text/zipfile.h"

#include <QtEndian>

#include <zlib.h>

namespace hopscope
{

namespace
{

constexpr quint16 kVersion = 20;
constexpr quint16 kNamesAreUtf8 = 0x0800;
constexpr quint16 kFirstDay = 0x0021; ///< 1980-01-01
constexpr quint32 kLocalHeader = 0x04034b50;
constexpr quint32 kCentralHeader = 0x02014b50;
constexpr quint32 kEndOfCentral = 0x06054b50;

template <typename T>
void put(QByteArray &to, T number)
{
    const T little = qToLittleEndian(number);
    to.append(reinterpret_cast<const char *>(&little), sizeof little);
}

/// What both headers of a file have, from the version needed to the length of its name.
void putCommon(QByteArray &to, const ZipEntry &entry)
{
    const auto size = quint32(entry.bytes.size());
    put(to, kVersion);
    put(to, kNamesAreUtf8);
    put(to, quint16(0)); // stored
    put(to, quint16(0)); // midnight
    put(to, kFirstDay);
    put(to, quint32(crc32(0, reinterpret_cast<const Bytef *>(entry.bytes.constData()), uInt(entry.bytes.size()))));
    put(to, size); // compressed
    put(to, size);
    put(to, quint16(entry.name.toUtf8().size()));
    put(to, quint16(0)); // extra field
}

} // namespace

QByteArray zipOf(const QList<ZipEntry> &entries)
{
    QByteArray archive;
    QByteArray central;
    for (const ZipEntry &entry : entries) {
        const auto offset = quint32(archive.size());
        put(archive, kLocalHeader);
        putCommon(archive, entry);
        archive += entry.name.toUtf8() + entry.bytes;
        put(central, kCentralHeader);
        put(central, kVersion);
        putCommon(central, entry);
        put(central, quint16(0)); // comment
        put(central, quint16(0)); // disk
        put(central, quint16(0)); // internal attributes
        put(central, quint32(0)); // external attributes
        put(central, offset);
        central += entry.name.toUtf8();
    }
    const auto begin = quint32(archive.size());
    archive += central;
    put(archive, kEndOfCentral);
    put(archive, quint32(0)); // disks
    put(archive, quint16(entries.size()));
    put(archive, quint16(entries.size()));
    put(archive, quint32(central.size()));
    put(archive, begin);
    put(archive, quint16(0)); // comment
    return archive;
}

} // namespace hopscope
