// SPDX-License-Identifier: MIT
// Linked into the tests of the preset tsan. Qt hands calls from thread to thread under locks that ThreadSanitizer
// cannot see, because Qt itself is not built with it. The functions of Qt through which our code does so are defined
// here once more: each tells ThreadSanitizer what is passed on, and calls Qt's. A signal orders its emission before
// each of its slots, invokeMethod() the call before its function, and QThread::wait() the thread before what follows.
// Nothing else is ordered, so that races of our own stay visible.
#include <QObject>
#include <QThread>
#include <QVariant>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <cstddef>
#include <iterator>

static_assert(QT_VERSION < QT_VERSION_CHECK(6, 7, 0), "look up how QSlotObjectBase calls its function there");

namespace
{

/// What stands for an object that passes something on: it may be gone when that arrives.
void *placeOf(const void *object)
{
    static quint64 places[1 << 16];
    return places + quintptr(object) / alignof(std::max_align_t) % std::size(places);
}

/// Qt's own definition of a function that is defined here as well.
template <typename Function>
Function *ofQt(const char *symbol)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, symbol));
}

/// A slot that takes over what `source` released before it calls the real one.
class OrderedSlot : public QtPrivate::QSlotObjectBase
{
public:
    OrderedSlot(QSlotObjectBase *slot, const void *source)
        : QSlotObjectBase(&OrderedSlot::run), m_slot(slot), m_source(source)
    {
        __tsan_release(placeOf(this));
    }

private:
    // It is itself handed over: its members are read before anything is ordered.
    [[gnu::no_sanitize_thread]] static void run(int which, QSlotObjectBase *self, QObject *receiver, void **arguments,
                                                bool *equal)
    {
        auto *const ordered = static_cast<OrderedSlot *>(self);
        switch (which) {
        case Destroy: // By whoever lets go of it last, the caller or the thread that was called.
            __tsan_acquire(placeOf(ordered));
            ordered->m_slot->destroyIfLastRef();
            delete ordered;
            break;
        case Call:
            __tsan_acquire(placeOf(ordered->m_source ? ordered->m_source : ordered));
            ordered->m_slot->call(receiver, arguments);
            __tsan_release(placeOf(ordered));
            break;
        case Compare:
            *equal = ordered->m_slot->compare(arguments);
            break;
        }
    }

    QSlotObjectBase *m_slot;
    const void *m_source; ///< null: its maker
};

/// The emission of QThread::finished is inside Qt; a slot that is connected first releases in its place.
void releaseAtEnd(const QObject *sender)
{
    constexpr char known[] = "releasedAtEnd";
    auto *const thread = qobject_cast<QThread *>(const_cast<QObject *>(sender));
    if (!thread || thread->property(known).toBool())
        return;
    thread->setProperty(known, true);
    QObject::connect(
        thread, &QThread::finished, thread, [thread] { __tsan_release(placeOf(thread)); }, Qt::DirectConnection);
}

} // namespace

void QMetaObject::activate(QObject *sender, const QMetaObject *meta, int signal, void **arguments)
{
    static auto *const real =
        ofQt<void(QObject *, const QMetaObject *, int, void **)>("_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    __tsan_release(placeOf(sender));
    real(sender, meta, signal, arguments);
}

QMetaObject::Connection QObject::connectImpl(const QObject *sender, void **signal, const QObject *receiver, void **slot,
                                             QtPrivate::QSlotObjectBase *object, Qt::ConnectionType type,
                                             const int *types, const QMetaObject *meta)
{
    using Connect =
        QMetaObject::Connection(const QObject *, void **, const QObject *, void **, QtPrivate::QSlotObjectBase *,
                                Qt::ConnectionType, const int *, const QMetaObject *);
    static auto *const real = ofQt<Connect>(
        "_ZN7QObject11connectImplEPKS_PPvS1_S3_PN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPKiPK11QMetaObject");
    releaseAtEnd(sender);
    return real(sender, signal, receiver, slot, new OrderedSlot(object, sender), type, types, meta);
}

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type,
                                   void *result)
{
    static auto *const real = ofQt<bool(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *)>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    auto *const ordered = new OrderedSlot(slot, nullptr);
    const bool done = real(object, ordered, type, result);
    if (type == Qt::BlockingQueuedConnection)
        __tsan_acquire(placeOf(ordered));
    return done;
}

void QThread::start(Priority priority)
{
    static auto *const real = ofQt<void(QThread *, Priority)>("_ZN7QThread5startENS_8PriorityE");
    releaseAtEnd(this);
    real(this, priority);
}

bool QThread::wait(QDeadlineTimer deadline)
{
    static auto *const real = ofQt<bool(QThread *, QDeadlineTimer)>("_ZN7QThread4waitE14QDeadlineTimer");
    const bool ended = real(this, deadline);
    if (ended)
        __tsan_acquire(placeOf(this));
    return ended;
}
