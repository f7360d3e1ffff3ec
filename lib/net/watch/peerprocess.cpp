// SPDX-License-Identifier: MIT
#include "net/watch/peerprocess.h"

#include "net/watch/socketinode.h"
#include "text/boundedread.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QtEndian>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMaxProcBytes = 64 * 1024 * 1024;
constexpr int kHex = 16;
constexpr int kHexDigitsOfWord = 8;
constexpr qsizetype kSessionColumn = 3; ///< of /proc/PID/stat, behind the name
/// Columns of /proc/net/tcp (proc(5)).
constexpr qsizetype kLocalColumn = 1;
constexpr qsizetype kRemoteColumn = 2;
constexpr qsizetype kInodeColumn = 9;

QByteArray contentOf(const QString &path)
{
    return readFile(path, kMaxProcBytes).value.value_or(QByteArray());
}

/// "0100007F:1F90": words of the address as this machine stores them, and the port.
SocketEnd socketEnd(const QByteArray &text)
{
    const qsizetype colon = text.indexOf(':');
    const QByteArray address = text.first(std::max<qsizetype>(0, colon));
    SocketEnd end{.port = quint16(text.sliced(colon + 1).toUShort(nullptr, kHex))};
    if (address.size() == kHexDigitsOfWord) {
        end.address.setAddress(qFromBigEndian(address.toUInt(nullptr, kHex)));
        return end;
    }
    Q_IPV6ADDR bytes{};
    for (qsizetype i = 0; (i + 1) * kHexDigitsOfWord <= address.size() && i < 4; ++i)
        qToUnaligned(address.mid(i * kHexDigitsOfWord, kHexDigitsOfWord).toUInt(nullptr, kHex), bytes.c + 4 * i);
    end.address.setAddress(bytes);
    return end;
}

/// ::ffff:127.0.0.1 is 127.0.0.1.
bool isSameEnd(const SocketEnd &a, const SocketEnd &b)
{
    return a.port == b.port && a.address.isEqual(b.address, QHostAddress::ConvertV4MappedToIPv4);
}

/// The name under which a process sees a socket.
QByteArray socketName(const QByteArray &inode)
{
    return "socket:[" + inode + ']';
}

/// Of the socket in `table`; empty if there is none.
QByteArray socketNameIn(const QString &table, const SocketEnd &peer, const SocketEnd &here)
{
    const QList<QByteArray> lines = contentOf(table).split('\n');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QList<QByteArray> columns = lines[i].simplified().split(' ');
        if (columns.size() > kInodeColumn && isSameEnd(socketEnd(columns[kLocalColumn]), peer) &&
            isSameEnd(socketEnd(columns[kRemoteColumn]), here))
            return socketName(columns[kInodeColumn]);
    }
    return {};
}

/// What stands in /proc/PID/stat behind the name, which may hold anything: state, parent, ...
QList<QByteArray> statOf(qint64 process)
{
    const QByteArray text = contentOf(u"/proc/%1/stat"_s.arg(process));
    return text.sliced(text.lastIndexOf(')') + 1).simplified().split(' ');
}

/// What the kernel lists of a process, thread by thread (proc(5), CONFIG_PROC_CHILDREN). While processes come and go
/// one may be missing, and a kernel without that lists none.
QList<qint64> listedChildren(qint64 process)
{
    const QString folder = u"/proc/%1/task/"_s.arg(process);
    QList<qint64> children;
    for (const QString &thread : QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        for (const QByteArray &number : contentOf(folder + thread + u"/children"_s).simplified().split(' ')) {
            if (!number.isEmpty())
                children.append(number.toLongLong());
        }
    }
    return children;
}

/// `ancestor` first, and each before what it has started; all of them, by the parents of all processes.
QList<qint64> withDescendants(qint64 ancestor)
{
    QHash<qint64, QList<qint64>> children;
    const QStringList names = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        bool isNumber = false;
        const qint64 process = name.toLongLong(&isNumber);
        if (isNumber)
            children[statOf(process).value(1).toLongLong()].append(process);
    }
    QList<qint64> found{ancestor};
    for (qsizetype i = 0; i < found.size(); ++i)
        found += children.value(found[i]);
    return found;
}

/// Likewise, quickly, and perhaps not all of them.
QList<qint64> listedDescendants(qint64 ancestor)
{
    QList<qint64> found{ancestor};
    for (qsizetype i = 0; i < found.size(); ++i)
        found += listedChildren(found[i]);
    return found;
}

bool holdsSocket(qint64 process, const QByteArray &name)
{
    const QString folder = u"/proc/%1/fd/"_s.arg(process);
    const QStringList entries = QDir(folder).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    return std::any_of(entries.begin(), entries.end(), [&](const QString &entry) {
        return QFile::symLinkTarget(folder + entry).endsWith(QString::fromLatin1(name));
    });
}

} // namespace

qint64 processBehind(const SocketEnd &peer, const SocketEnd &here, qint64 ancestor)
{
    const std::optional<quint64> inode = socketInode(peer, here);
    QByteArray name = inode ? socketName(QByteArray::number(*inode)) : QByteArray();
    for (const QString &table : {u"/proc/net/tcp"_s, u"/proc/net/tcp6"_s}) {
        if (name.isEmpty())
            name = socketNameIn(table, peer, here);
    }
    if (name.isEmpty())
        return -1;
    for (const auto descendants : {listedDescendants, withDescendants}) {
        const QList<qint64> processes = descendants(ancestor);
        // A child may hold what its parent opened: the one that was started last is the one that speaks.
        const auto found = std::find_if(processes.rbegin(), processes.rend(),
                                        [&](qint64 process) { return holdsSocket(process, name); });
        if (found != processes.rend())
            return *found;
    }
    return -1;
}

bool isProcessAlive(qint64 process)
{
    const QByteArray state = statOf(process).value(0);
    return !state.isEmpty() && state != "Z" && state != "X";
}

bool hasStartedProcesses(qint64 process)
{
    const QByteArray session = statOf(process).value(kSessionColumn);
    for (const auto descendants : {listedDescendants, withDescendants}) {
        const QList<qint64> all = descendants(process);
        if (std::any_of(all.begin() + 1, all.end(), [&](qint64 each) {
                return isProcessAlive(each) && statOf(each).value(kSessionColumn) == session;
            }))
            return true;
    }
    return false;
}

QString processName(qint64 process)
{
    return QString::fromUtf8(contentOf(u"/proc/%1/comm"_s.arg(process)).trimmed());
}

} // namespace hopscope
