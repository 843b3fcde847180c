/* Windows 10 has it; Wine 8 does not. Rust asks it for chance at the first use of a table. */
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) int ProcessPrng(unsigned char *to, size_t length) { return SystemFunction036(to, (ULONG)length); }
