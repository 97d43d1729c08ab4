// Result<T>: a value or an Error. `if (!r) return r.error();`, then `*r` or `r->`.
#pragma once

#include <boost/system/result.hpp>

#include "core/base/error.h"

namespace sb {

// Called by Result::value() on an error. That is a bug in the caller: test first.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& at);

template <class T>
using Result = boost::system::result<T, Error>;

// The result of something that yields nothing.
using Status = Result<void>;

}  // namespace sb
