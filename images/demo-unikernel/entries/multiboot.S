/*
 * Multiboot (specification 0.6.96, 3.1 and 3.2) enters in 32-bit protected mode without paging, with its magic number in
 * %eax and the address of its information in %ebx. The header says where to load to, for loaders take no 64-bit ELF.
 */
    .section .head, "ax"
    .code32
    .align 4
header:
    .long 0x1badb002, 0x10000, -(0x1badb002 + 0x10000)
    .long header, header, data_end, bss_end, entry

    .globl entry
entry:
    movl $2, %ebp               /* loader_multiboot */
    movl %ebx, %esi
    cmpl $0x2badb002, %eax
    je start32
    hlt

    .section .note.GNU-stack, "", @progbits
